import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withAws } from '../simulated-aws.ts'
import type { Case } from '../case.ts'
import type { ProgramResult } from '../program.ts'
import { scenarios, type ScenarioName } from '../scenarios.ts'
import { inFolder, writeCsv } from './inventory.ts'
import { type StoredAnswer, sealed } from '../../../src/collect/run/checkpoint-file.ts'

interface ResumeCase {
  title: string
  /** A small scenario, whose checkpoint is then enlarged. */
  scenario: ScenarioName
  keys: number
  /** The bar in megabytes. */
  bar: number
}

/** The peak memory of a run that resumes from a checkpoint with every key. */
export const resumeCase = ({ title, scenario, keys, bar }: ResumeCase): Case => ({
  title,
  async run() {
    const { peak: measured, seconds } = await resumed(scenario, keys)
    const notes = [`took ${seconds.toFixed(0)} s`]
    return [
      {
        what: 'peak memory',
        unit: 'MB',
        measured,
        bound: null,
        ratio: null,
        bar,
        samples: [measured],
        notes,
      },
    ]
  },
})

const resumed = (scenario: ScenarioName, keys: number): Promise<ProgramResult> =>
  inFolder(folder =>
    withAws(scenario, 'real', async ({ url }) => {
      const path = join(folder, 'keys.ndjson')
      const run = { url, folder, args: ['--checkpoint', path] }
      await writeCsv({ ...run, keys: scenarios[scenario].keys, measureResources: false })
      await writeFile(path, enlarged(await readFile(path, 'utf8'), keys))
      return writeCsv({ ...run, keys, measureResources: true })
    }),
  )

interface Line {
  kind?: string
  id?: string
  value?: unknown
}

/** Returns the checkpoint with more keys: copies of one, each with an ID of its own. */
function enlarged(text: string, keys: number): string {
  const lines = text.trimEnd().split('\n')
  const facts = lines.map(line => JSON.parse(line) as Line)
  const described = facts.findIndex(({ kind, value }) => kind === 'kms:DescribeKey' && isCustomers(value))
  const known = facts[described]?.id ?? ''
  const ids = Array.from({ length: keys }, (_, number) => keyId(number))
  const listed = facts.find(({ kind }) => kind === 'kms:ListKeys')
  const row = JSON.stringify(((listed?.value ?? []) as { id: string }[]).find(({ id }) => id === known))
  const all = ids.map(id => JSON.parse(row.replaceAll(known, id)) as unknown)
  const aliases = facts.find(({ kind }) => kind === 'kms:ListAliases')
  return [
    lines[0],
    line({ ...listed, value: all }),
    line({
      ...aliases,
      value: { failure: null, names: ids.map((id, number) => [id, [`alias/key/${number}`]]) },
    }),
    ...ids.map(id => line(JSON.parse((lines[described] ?? '').replaceAll(known, id)) as Line)),
    '',
  ].join('\n')
}

const line = (answer: Line): string => JSON.stringify(sealed(answer as StoredAnswer))

const isCustomers = (value: unknown): boolean => JSON.stringify(value).includes('"manager":"CUSTOMER"')

const keyId = (number: number): string => {
  const hex = createHash('sha256').update(String(number)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
