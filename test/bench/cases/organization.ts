import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withAws } from '../simulated-aws.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { runProgram, runScript } from '../program.ts'
import { quotaBound } from '../quota-bound.ts'
import { repeat } from '../repeat.ts'
import { scenarios, type ScenarioName } from '../scenarios.ts'
import type { RecordedCall } from '../recorded-call.ts'
import { requireCompleteReport } from '../complete-output.ts'

interface OrganizationCase {
  title: string
  scenario: ScenarioName
  args: readonly string[]
  bars: { wall: number; sockets: number }
}

/**
 * An audit of many small places, where the calls themselves cost more time than the quotas. The same calls are then
 * repeated by a bare loop.
 */
export const organizationCase = ({ title, scenario, args, bars }: OrganizationCase): Case => ({
  title,
  async run({ runs }) {
    const quota = quotaBound(scenarios[scenario].needs)
    const timed = await repeat(runs, () => auditAndReplay(scenario, args))
    const bounds = timed.map(({ bare }) => Math.max(bare, quota.seconds))
    const samples = timed.map(({ program }, index) => program / (bounds[index] ?? Number.NaN))
    const open = timed.map(({ sockets }) => sockets)
    const wall: Measurement = {
      what: 'wall',
      unit: 's',
      measured: median(timed.map(({ program }) => program)),
      bound: median(bounds),
      ratio: median(samples),
      bar: bars.wall,
      samples,
      notes: [
        `bound: the larger of ${quota.seconds.toFixed(1)} s, ${quota.words}, and a bare loop of the same calls`,
        `bare loop of ${timed.map(({ calls }) => calls).join(', ')} calls: ${timed.map(({ bare }) => `${bare.toFixed(1)} s`).join(', ')}`,
      ],
    }
    const note = 'all endpoints are one host here'
    return [
      wall,
      {
        what: 'open sockets',
        unit: 'open',
        measured: Math.max(...open),
        bound: null,
        ratio: null,
        bar: bars.sockets,
        samples: open,
        notes: [note],
      },
    ]
  },
})

interface Timed {
  program: number
  bare: number
  calls: number
  sockets: number
}

/** Measures both without quotas, because the bare loop has no limiter. */
async function auditAndReplay(scenario: ScenarioName, args: readonly string[]): Promise<Timed> {
  const audited = await withAws(scenario, 'real', async ({ url, counters, recordedCalls }) => {
    const { seconds, stdout } = await runProgram({ url, args: [...args, '--output', 'json'] })
    requireCompleteReport(stdout, scenarios[scenario].keys)
    return { program: seconds, sockets: (await counters()).sockets, recorded: await recordedCalls() }
  })
  const bare = await withAws(scenario, 'off', ({ url }) => replay(url, audited.recorded))
  return { program: audited.program, bare, calls: audited.recorded.length, sockets: audited.sockets }
}

async function replay(url: string, recorded: readonly RecordedCall[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
  try {
    const file = join(folder, 'calls.json')
    await writeFile(file, JSON.stringify(recorded))
    return (await runScript('replay', url, [file])).seconds
  } finally {
    await rm(folder, { recursive: true })
  }
}
