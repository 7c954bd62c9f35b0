import { sampleReports } from '../../src/commands/shared/sample-reports.ts'
import type { Report } from '../../src/model/report/report.ts'
import { memoryIo } from '../memory-io.ts'

let reports: Promise<Report[]> | undefined

/** The report of the sample account, with all checks, as `--demo` makes it. It is made once for all blocks. */
export async function wholeSampleReport(): Promise<Report> {
  reports ??= sampleReports([NOW], { io: memoryIo(), now: () => NOW })
  return (await reports)[0] as Report
}

const NOW = Date.UTC(2026, 10, 20, 14, 30)
