import type { Severity } from '../finding.ts'

/** What a key has in a report, and what its other report cannot say anything about. */
export type Subject =
  | 'presence'
  | 'usage'
  | 'state'
  | 'description'
  | 'policy'
  | 'grants'
  | 'dependents'
  | 'rotation'
  | 'tags'
  | 'aliases'
  | 'cost'
  | 'findings'

export type Side = 'old' | 'new'

export interface LeftOutKeys {
  /** The report that has these keys. */
  only_in: Side
  account_id: string
  region: string
  /** Why the other report does not have them. */
  reason: string
  keys: number
}

export interface NotRecorded {
  subject: Subject
  not_in: Side | 'both'
  /** Of findings: the checks that did not run. Left out: no check ran. */
  checks?: string[]
  /** Of findings: the report contains none that are less severe than this. */
  less_severe_than?: Severity
}

export interface NotComparable {
  subject: Subject
  account_id: string
  /** Null: a finding about the account. */
  region: string | null
  reason: string
  /** Null: findings about the account. */
  key_ids: string[] | null
}
