import type { KeyHistory } from '../../../model/archive/archive-question.ts'
import type { ActivityWindow } from '../../../model/assessments/activity-window.ts'

/** What an archive says about one account and Region. */
export interface ArchivedPlace {
  account_id: string
  region: string
  keys: readonly KeyHistory[]
  /** How far it was read, and when calls may be missing. */
  window: ActivityWindow
}

/** The start of a day such as `2026-01-31`, as the documents print a time. */
export const startOf = (day: string): string => `${day}T00:00:00Z`

/** The account of a principal, by its ARN. Null: the record names none. */
export const accountOf = (principal: string | null): string | null => principal?.split(':')[4] || null

/** Orders rows by their number of calls, the most first, and then by their texts. */
export const byCalls =
  <Row extends { calls: number }>(textOf: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    b.calls - a.calls || (textOf(a) < textOf(b) ? -1 : 1)
