import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withAws } from '../simulated-aws.ts'
import type { Case } from '../case.ts'
import { median } from '../median.ts'
import { runProgram, runScript, type ProgramResult } from '../program.ts'
import { quotaBound } from '../quota-bound.ts'
import { repeat } from '../repeat.ts'
import { scenarios, type ScenarioName } from '../scenarios.ts'
import { requireCompleteCsv } from '../complete-output.ts'

interface InventoryCase {
  title: string
  scenario: ScenarioName
  bar: number
}

/** Measures the same calls with and without the program around them, in turn. */
export const inventoryCase = ({ title, scenario, bar }: InventoryCase): Case => ({
  title,
  async run({ runs }) {
    const quota = quotaBound(scenarios[scenario].needs)
    const pairs = await repeat(runs, () => pair(scenario))
    const bounds = pairs.map(({ bare }) => Math.max(bare, quota.seconds))
    const samples = pairs.map(({ program }, index) => program / (bounds[index] ?? Number.NaN))
    const notes = [
      `bound: the larger of ${quota.seconds.toFixed(1)} s, ${quota.words}, and a bare loop of the same calls`,
      `bare loop: ${pairs.map(({ bare }) => `${bare.toFixed(1)} s`).join(', ')}`,
    ]
    const measured = median(pairs.map(({ program }) => program))
    return [{ what: 'wall', unit: 's', measured, bound: median(bounds), ratio: median(samples), bar, samples, notes }]
  },
})

/** Measures both without quotas, because the bare loop has no limiter. */
async function pair(scenario: ScenarioName): Promise<{ bare: number; program: number }> {
  const bare = await withAws(scenario, 'off', ({ url }) => runScript('bare-loop', url))
  const program = await takeInventory(scenario, false)
  return { bare: bare.seconds, program: program.seconds }
}

/** Runs the inventory of a scenario to a CSV file. */
export const takeInventory = (scenario: ScenarioName, measureResources: boolean): Promise<ProgramResult> =>
  inFolder(folder =>
    withAws(scenario, 'real', ({ url }) => writeCsv({ url, folder, keys: scenarios[scenario].keys, measureResources })),
  )

interface Inventory {
  url: string
  folder: string
  /** The number of keys that the file must have. */
  keys: number
  measureResources: boolean
  /** Further options. */
  args?: readonly string[]
}

export async function writeCsv({
  url,
  folder,
  keys,
  measureResources,
  args: more = [],
}: Inventory): Promise<ProgramResult> {
  const file = join(folder, 'keys.csv')
  const args = ['--region', 'us-east-1', '--source', 'none', '--output', 'csv', '--output-file', file, ...more]
  const ran = await runProgram({ url, args, measureResources })
  await requireCompleteCsv(file, keys)
  return ran
}

export async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
  try {
    return await task(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
