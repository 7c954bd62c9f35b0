import type { Style } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { searchedTypes, type SearchedTypes } from '../../model/report/dependents-text.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'

/**
 * Text may come from the account; a number is the program's own. Null is an empty CSV cell, because unknown is not 0.
 */
export type Cell = string | number | null | undefined

/** One column of the table and of the CSV. */
export interface Column {
  /** The CSV header. `--columns` and `--sort` accept it as it is or in kebab-case: `KeySpec`, `key-spec`. */
  name: string
  /** Other names that `--columns` and `--sort` accept. */
  also?: readonly string[]
  /** The header in the table. `{days}` is replaced by the number of days over which requests were counted. */
  title: string
  align?: 'left' | 'right'
  /** Returns the CSV cell. Raw text, not made safe. */
  value(key: KeyRecord): Cell
  /** Returns the value that `--sort` compares, if it is not the CSV cell. */
  rank?(key: KeyRecord): Cell
  /** Returns the table cell, if it differs from the CSV cell. Raw text, not made safe. */
  text?(key: KeyRecord, names: ReportNames): string
  style?(key: KeyRecord): Style | undefined
  /**
   * True for names and prose, which may be shortened on a narrow terminal. IDs, dates, verdicts and numbers are never
   * cut.
   */
  shortens?: true
}

/** What a report says once for all keys. */
export interface ReportNames {
  accounts: AccountNames
  types: SearchedTypes
}

export const reportNamesOf = (report: Pick<Report, 'scope'>): ReportNames => ({
  accounts: accountNamesOf(report),
  types: searchedTypes(report),
})

/** The names of accounts by their IDs, as far as the report has them. Raw text, not made safe. */
export type AccountNames = ReadonlyMap<string, string>

export const accountNamesOf = ({ scope }: Pick<Report, 'scope'>): AccountNames =>
  new Map(scope.places.flatMap(({ account_id: id, account_name: name }) => (name ? [[id, name] as const] : [])))

/** Returns the table cell as one line that is safe to print. */
export const cellText = ({ text, value }: Column, key: KeyRecord, names: ReportNames): string =>
  safeText(text === undefined ? String(value(key) ?? '') : text(key, names))

export const columnTitle = ({ title }: Column, { request_days: days }: Report): string =>
  days === undefined ? title.replace(' ({days}d)', '') : title.replace('{days}', String(days))
