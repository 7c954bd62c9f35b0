import { stringify } from 'csv-stringify/sync'
import { batches } from '../lib/batches.ts'
import { safeText } from '../lib/text.ts'
import type { KeyRecord } from '../model/report.ts'
import { potentialSavings } from '../model/unused.ts'
import type { Format } from './format.ts'
import { describe, enabledText } from './words.ts'

const csv: Format = {
  title: 'one line per key for spreadsheets and scripts (RFC 4180)',
  *render({ keys }) {
    yield line([[...CSV_COLUMNS]])
    for (const batch of batches(keys, 1000)) yield line(batch.map(toCells))
  },
}

export default csv

/** Text is a stranger's or contains a stranger's; a number is our own. Null is an empty cell: unknown is not 0. */
type Cell = string | number | null | undefined

/** Names and order are a contract: new columns go to the end. */
const COLUMNS: Readonly<Record<string, (key: KeyRecord) => Cell>> = {
  KeyId: key => key.key_id,
  Enabled: enabledText,
  KeyState: key => key.key_state,
  LastUsed: key => key.last_used,
  Description: describe,
  MonthlyUsage: key => key.monthly_usage,
  AccountId: key => key.account_id,
  Region: key => key.region,
  Arn: key => key.key_arn,
  Aliases: key => key.aliases.join(' '),
  KeyManager: key => key.key_manager,
  KeySpec: key => key.key_spec,
  KeyUsage: key => key.key_usage,
  Origin: key => key.origin,
  CreatedAt: key => key.created_at,
  LastUsedAt: key => key.usage?.last_used_at,
  Disposition: key => key.disposition,
  MonthlyCost: key => money(key.cost.key),
  PotentialSavings: key => money(potentialSavings(key)),
  Error: key => key.error,
  Findings: key => key.findings.join(' '),
  FindingsUnknown: key => key.findings_unknown.join(' '),
  CostBasis: key => (key.cost.key === null ? null : key.cost.basis),
}

/** The header of the CSV. */
export const CSV_COLUMNS: readonly string[] = Object.keys(COLUMNS)

const READERS = Object.values(COLUMNS)

const toCells = (key: KeyRecord): Cell[] =>
  READERS.map(read => {
    const cell = read(key)
    return typeof cell === 'string' ? safeText(cell) : cell
  })

/** Sums of binary fractions without their noise: 0.3, not 0.30000000000000004. */
const money = (dollars: number | null): number | null =>
  dollars === null ? null : Math.round(dollars * 1_000_000) / 1_000_000

const line = (rows: Cell[][]): string => stringify(rows, { record_delimiter: '\r\n', escape_formulas: true })
