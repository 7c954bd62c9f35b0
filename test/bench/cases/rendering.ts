import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../../../src/model/report/report.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { runProgram } from '../program.ts'
import { repeat } from '../repeat.ts'
import { auditedReport, withKeyCopies } from './saved-report.ts'

/** Keys, format, seconds. */
const BARS = [
  [10_000, 'table', 2.5],
  [100_000, 'table', 20],
  [100_000, 'csv', 3],
  [100_000, 'json', 3],
] as const

/** The time from the start of the program to its last line, including reading the saved report. */
export const rendering: Case = {
  title: 'a saved report, shown again',
  async run({ runs }) {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
    try {
      const small = await auditedReport()
      const measured: Measurement[] = []
      for (const [keys, format, bar] of BARS) {
        const file = join(folder, `${keys}.json`)
        await save(withKeyCopies(small, keys), file)
        measured.push(await render({ file, keys, format, bar, runs }))
      }
      return measured
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

/** Saves a report as the program does. */
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
