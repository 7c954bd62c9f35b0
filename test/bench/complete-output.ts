import { readFile } from 'node:fs/promises'
import type { Report } from '../../src/model/report/report.ts'

// A run that lost data measures nothing.

/** Throws unless every key has a row and an answer, and there is no gap. */
export function requireCompleteReport(json: string, keys: number): void {
  const report = JSON.parse(json) as Report
  const unknown = report.keys.filter(({ usage }) => usage?.status === 'unknown').length
  if (report.keys.length === keys && unknown === 0 && report.gaps.length === 0) return
  const [first] = report.gaps
  const why = first === undefined ? '' : `; ${first.operation}: ${first.message}`
  throw new Error(`${report.keys.length} of ${keys} keys, ${unknown} unknown, ${report.gaps.length} gaps${why}`)
}

/** Throws unless there are a header and a line for every key. */
export async function requireCompleteCsv(path: string, keys: number): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\r\n').length - 2
  if (lines !== keys) throw new Error(`${lines} of ${keys} keys`)
}
