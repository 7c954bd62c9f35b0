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

export type ArchiveStatus = {
  schema_version: 1
  kind: "kms-audit-archive-status"
  tool_version: string
  generated_at: Time
  index: Index | null
  added: Added | null
  pending: Pending | null
  summary: Summary
  places: (Place)[]
  unreadable: (Unreadable)[]
}
