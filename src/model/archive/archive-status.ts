import type { FetchCommand } from './fetch-command.ts'
import type { KeyStatus } from './key-status.ts'

/** What an index over log files of CloudTrail holds and covers: the answer of `kms-audit archive status` and `add`. */
export interface ArchiveStatus {
  schema_version: 1
  kind: 'kms-audit-archive-status'
  tool_version: string
  generated_at: string
  index: IndexRow | null
  /** What this run read. Null: with `--trail-index`, `status` shows the index as it is. */
  added: AddedFiles | null
  /** Files of the archive that the index does not have. Null: the archive was not named, or its files were all read. */
  pending: { files: number; bytes: number } | null
  summary: ArchiveSummary
  /** With `--key`, those of the keys only. */
  places: PlaceStatus[]
  /** What is missing, and how to copy it from S3. */
  fetch: FetchCommand[]
  /** Reads what was copied, or is new, into the index. Null: there is nothing to read, or no index is kept. */
  next_command: string | null
  /** The keys of `--key`. Left out without it. */
  keys?: KeyStatus[]
  /** Folders and files of the archive that could not be listed. */
  unreadable: { path: string; why: string }[]
}

export interface IndexRow {
  folder: string
  created_at: string
  segments: number
  /** Lines of facts. A fact of two segments counts twice. */
  facts: number
  /** Bytes on disk. */
  bytes: number
}

export interface AddedFiles {
  /** Files that were read, also those that could not be. */
  files: number
  bytes: number
  /** Of these, the files that could not be read, or only in part. */
  damaged: number
  /** Of these, the files that earlier runs could not read. */
  retried: { files: number; bytes: number; damaged: number }
}

export interface ArchiveSummary {
  places: number
  log_files: number
  bytes: number
  digests: number
  /** Log files that a digest names, but that are absent or damaged. */
  missing_files: number
  damaged_files: number
  /** Hours for which silence of the archive means no use, and hours for which it does not, of all places together. */
  covered_hours: number
  doubtful_hours: number
}

/** One account and Region. */
export interface PlaceStatus {
  account_id: string
  region: string
  log_files: number
  bytes: number
  /** Delivery of the first and the last log file. Null: there is none. */
  first_delivery_at: string | null
  last_delivery_at: string | null
  digests: number
  missing_files: number
  covered_hours: number
  doubtful_hours: number
  /** The time in which silence means no use. */
  covered: { since: string; until: string }[]
  /** The rest of the time from the first to the last delivery or digest, and why it is not covered. */
  doubts: { since: string; until: string; why: string }[]
  /** Files that could not be read, or only in part. */
  damaged: { delivered_at: string; why: string }[]
}
