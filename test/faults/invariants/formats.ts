import csv from '../../../src/formats/csv.ts'
import table from '../../../src/formats/table.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { render } from '../../formats/render.ts'
import type { Invariant } from './invariant.ts'

/** CSV and table agree with JSON. */
export const formatsAgree: Invariant = function* ({ report }) {
  const text = render(csv, report)
  const [names = [], ...rows] = readCsv(text)
  if (rows.length !== report.keys.length) yield `CSV has ${rows.length} rows for ${report.keys.length} keys`
  for (const [index, key] of report.keys.entries()) {
    const cell = (name: string): string | undefined => rows[index]?.[names.indexOf(name)]
    const expected = {
      KeyId: key.key_id,
      LastUsed: key.last_used ?? '',
      MonthlyUsage: String(key.monthly_usage ?? ''),
      Disposition: key.disposition,
      LastUsedAt: key.usage?.last_used_at ?? '',
    }
    for (const [name, value] of Object.entries(expected))
      if (cell(name) !== value) yield `CSV has ${name} ${cell(name)}, JSON ${value}`
  }
  const lines = render(table, report).split('\n')
  for (const key of report.keys) {
    const mine = lines.filter(line => line.includes(key.key_id) && line.includes(key.last_used ?? ''))
    if (mine.length === 0) yield `the table has no line for ${key.key_id} with ${key.last_used ?? 'nothing'}`
  }
}
