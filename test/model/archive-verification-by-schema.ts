/** Made of archive-verification.schema.json by `npm run golden`: do not edit. */
export type Time = string

export type Signatures = {
  checked: boolean
  why: string | null
}

export type Summary = {
  digests: number
  log_files: number
  altered: number
  damaged: number
  missing: number
  unnamed: number
}

export type Trail = {
  account_id: string
  region: string
  trail: string
  since: Time | null
  until: Time | null
  digests: number
  signed: number
  hash_only: number
  unproven: number
  log_files: number
  log_files_unchanged: number
  restarts: (Time)[]
  problems: (Problem)[]
}

export type Problem = {
  file: string
  what: "altered" | "damaged" | "missing"
  why: string
}

export type Unreadable = {
  path: string
  why: string
}

export type ArchiveVerification = {
  schema_version: 1
  kind: "kms-audit-archive-verification"
  tool_version: string
  generated_at: Time
  signatures: Signatures
  summary: Summary
  trails: (Trail)[]
  unreadable: (Unreadable)[]
}
