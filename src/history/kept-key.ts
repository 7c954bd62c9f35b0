import type { KeyRecord, Report } from '../model/report/report.ts'

/** What a history and a trend need of a key. */
export type KeptKey = Pick<
  KeyRecord,
  | 'account_id'
  | 'region'
  | 'key_id'
  | 'aliases'
  | 'key_state'
  | 'key_manager'
  | 'created_at'
  | 'deletion_date'
  | 'disposition'
  | 'usage'
  | 'cost'
  | 'error'
>

/** A report with no more than that of each key, so that large reports need not stay in memory. */
export type KeptReport = Omit<Report, 'keys'> & { keys: readonly KeptKey[] }

export const keptKey = (key: KeyRecord): KeptKey => ({
  account_id: key.account_id,
  region: key.region,
  key_id: key.key_id,
  aliases: key.aliases,
  key_state: key.key_state,
  key_manager: key.key_manager,
  created_at: key.created_at,
  deletion_date: key.deletion_date,
  disposition: key.disposition,
  ...(key.usage === undefined ? {} : { usage: { ...key.usage, evidence: [] } }),
  cost: key.cost,
  error: key.error,
})
