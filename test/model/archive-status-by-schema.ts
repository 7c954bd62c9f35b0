/** Made of archive-status.schema.json by `npm run golden`: do not edit. */
export type Time = string

export type Index = {
  folder: string
  created_at: Time
  segments: number
  facts: number
  bytes: number
}

export type Added = {
  files: number
  bytes: number
  damaged: number
  retried: Retried
}

export type Retried = {
  files: number
  bytes: number
  damaged: number
}

export type Pending = {
  files: number
  bytes: number
}

export type Summary = {
  places: number
  log_files: number
  bytes: number
  digests: number
  missing_files: number
  damaged_files: number
  covered_hours: number
  doubtful_hours: number
}

export type Place = {
  account_id: string
  region: string
  log_files: number
  bytes: number
  first_delivery_at: Time | null
  last_delivery_at: Time | null
  digests: number
  missing_files: number
  covered_hours: number
  doubtful_hours: number
  covered: (Interval)[]
  doubts: (Doubt)[]
  damaged: (Damaged)[]
}

export type Interval = {
  since: Time
  until: Time
}

export type Doubt = {
  since: Time
  until: Time
  why: string
}

export type Damaged = {
  delivered_at: Time
  why: string
}

export type Unreadable = {
  path: string
  why: string
}

export type Fetch = {
  account_id: string
  region: string
  kind: "log" | "digest"
  files: (string)[] | null
  source: string | null
  target: string | null
  command: string | null
}

export type Use = {
  at: Time
  operation: string
  principal: string | null
  service: string | null
}

export type Refusal = {
  at: Time
  operation: string
  principal: string | null
  service: string | null
  error: string
}

export type Uncovered = {
  since: Time
  until: Time
  hours: number
  why: string
  missing_files: number
  damaged_files: number
  home_files_missing: boolean
  is_tracked_by_kms: boolean
}

export type Key = {
  key_arn: string
  account_id: string
  region: string
  key_id: string
  is_archived: boolean
  created_at: Time | null
  uses: number
  first_use: Use | null
  last_use: Use | null
  last_refusal: Refusal | null
  since: Time | null
  since_is: "creation" | "given" | "first_covered"
  until: Time
  covered_hours: number
  uncovered_hours: number
  uncovered: (Uncovered)[]
  audit_may_cover_more: boolean
}

export type ArchiveStatus = {
  schema_version: 1
  kind: "kms-audit-archive-status"
  tool_version: string
  generated_at: Time
  index: Index | null
  added: Added | null
  pending: Pending | null
  summary: Summary
  keys?: (Key)[]
  places: (Place)[]
  fetch: (Fetch)[]
  next_command: string | null
  unreadable: (Unreadable)[]
}
