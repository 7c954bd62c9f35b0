import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleId } from '../../../src/demo/sample-key.ts'
import type { KeyRecord, Report } from '../../../src/model/report.ts'
import { withAws } from '../aws.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { runProgram } from '../program.ts'
import { repeat } from '../repeat.ts'

/** Keys, format, seconds. */
const BARS = [
  [10_000, 'table', 2.5],
  [100_000, 'table', 20],
  [100_000, 'csv', 3],
  [100_000, 'json', 3],
] as const

/** From the start of the program to its last line, the reading of the saved report included. */
export const rendering: Case = {
  title: 'a saved report, shown again',
  async run({ runs }) {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
    try {
      const small = await auditedReport()
      const measured: Measurement[] = []
      for (const [keys, format, bar] of BARS) {
        const file = join(folder, `${keys}.json`)
        await save(grown(small, keys), file)
        measured.push(await render({ file, keys, format, bar, runs }))
      }
      return measured
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

async function auditedReport(): Promise<Report> {
  const args = ['--region', 'us-east-1', '--output', 'json']
  const { stdout } = await withAws('60-keys', 'off', ({ url }) =>
    runProgram({ url, args: [...args, '--max-rate', 'GetKeyLastUsage=100', '--max-rate', 'LookupEvents=100'] }),
  )
  return JSON.parse(stdout) as Report
}

/** The same kinds of keys over and over, each with an id of its own. */
function grown(report: Report, count: number): Report {
  const keys = Array.from({ length: count }, (_, number): KeyRecord => {
    const key = report.keys[number % report.keys.length] as KeyRecord
    const id = sampleId(`saved ${number}`)
    return { ...key, key_id: id, key_arn: key.key_arn.replace(key.key_id, id), aliases: [`alias/saved/${number}`] }
  })
  return { ...report, keys }
}

/** As the program itself saves it. */
async function save(report: Report, file: string): Promise<void> {
  const raw = `${file}.raw`
  await writeFile(raw, JSON.stringify(report))
  await runProgram({ url: '', args: ['--from', raw, '--output', 'json', '--output-file', file] })
  await rm(raw)
}

interface Rendering {
  file: string
  keys: number
  format: string
  bar: number
  runs: number
}

async function render({ file, keys, format, bar, runs }: Rendering): Promise<Measurement> {
  const args = ['--from', file, '--output', format]
  const samples = await repeat(runs, async () => {
    const { seconds, stdout } = await runProgram({ url: '', args })
    const rows = stdout.split('\n').length
    if (rows < keys) throw new Error(`${rows} lines for ${keys} keys`)
    return seconds
  })
  const what = `${keys} keys as ${format}`
  return { what, unit: 's', measured: median(samples), bound: null, ratio: null, bar, samples, notes: [] }
}
