import { readFile } from 'node:fs/promises'
import type { Report } from '../../src/model/report.ts'

// A run that lost something was not fast: it measures nothing.

/** Every key has its row and its answer, and nothing could not be read. */
export function requireWholeReport(json: string, keys: number): void {
  const report = JSON.parse(json) as Report
  const unknown = report.keys.filter(({ usage }) => usage?.status === 'unknown').length
  if (report.keys.length === keys && unknown === 0 && report.gaps.length === 0) return
  const [first] = report.gaps
  const why = first === undefined ? '' : `; ${first.operation}: ${first.message}`
  throw new Error(`${report.keys.length} of ${keys} keys, ${unknown} unknown, ${report.gaps.length} gaps${why}`)
}

/** A header and a line for every key. */
export async function requireWholeCsv(path: string, keys: number): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\r\n').length - 2
  if (lines !== keys) throw new Error(`${lines} of ${keys} keys`)
}
