import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import json from '../../../src/formats/json.ts'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { type ProgramResult, runProgram } from '../program.ts'
import { repeat } from '../repeat.ts'
import { auditedReport, withKeyCopies } from './saved-report.ts'

const KEYS = 100_000
/** Keys that only one of the reports has. */
const OTHERS = 1000

/** The time and memory of comparing two large reports, from the start of the program to its last line. */
export const history: Case = {
  title: `two reports of ${KEYS} keys, compared`,
  async run({ runs }) {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-bench-'))
    try {
      const files = [join(folder, 'old.json'), join(folder, 'new.json')] as const
      const [old, now] = reportPair(withKeyCopies(await auditedReport(), KEYS + OTHERS))
      await saveReport(old, files[0])
      await saveReport(now, files[1])
      const measured: Measurement[] = []
      for (const command of ['diff', 'trend'])
        measured.push(...(await measure(command, await repeat(runs, () => compare(command, files)))))
      return measured
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

/** Every tenth key is newly unused; the first keys are gone, and the last ones are new. */
function reportPair(report: Report): [old: Report, now: Report] {
  const later = report.keys.map((key, at): KeyRecord => (at % 10 === 0 ? { ...key, disposition: 'stale' } : key))
  return [
    { ...report, generated_at: '2026-10-20T06:00:00Z', gaps: [], keys: report.keys.slice(0, KEYS) },
    { ...report, generated_at: '2026-11-20T06:00:00Z', gaps: [], keys: later.slice(OTHERS) },
  ]
}

const saveReport = (report: Report, file: string): Promise<void> =>
  pipeline(
    Readable.from(json.render(report, { terminal: false, width: 80, color: false, unicode: true })),
    createWriteStream(file),
  )

async function compare(command: string, files: readonly string[]): Promise<ProgramResult> {
  const ran = await runProgram({ url: '', args: [command, ...files, '--output', 'json'], measureResources: true })
  const { summary, months } = JSON.parse(ran.stdout) as { summary?: { compared: number }; months?: unknown[] }
  if (summary?.compared !== KEYS - OTHERS && months?.length !== 2) throw new Error(`${command} compared too little`)
  return ran
}

function measure(command: string, ran: readonly ProgramResult[]): Measurement[] {
  const cpu = median(ran.map(one => one.cpu))
  const common = { bound: null, ratio: null, notes: [`${cpu.toFixed(1)} s of CPU`] }
  const seconds = ran.map(one => one.seconds)
  const peaks = ran.map(({ peak }) => peak)
  return [
    { ...common, what: `${command}, wall`, unit: 's', measured: median(seconds), bar: 10, samples: seconds },
    { ...common, what: `${command}, peak`, unit: 'MB', measured: median(peaks), bar: 600, samples: peaks },
  ]
}
