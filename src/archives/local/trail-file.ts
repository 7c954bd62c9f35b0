import type { TrailChange } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import type { ArchiveFact } from '../archive-fact.ts'

/** A file of an archive, as its name describes it. */
export interface TrailFile {
  path: string
  /** Bytes on disk. */
  size: number
  /** The last part of the path. CloudTrail never uses a name twice, so a second copy of a file has the same name. */
  name: string
  kind: 'log' | 'digest'
  /** The account and Region of the records. */
  account: string
  region: string
  /** The time of delivery, by the minute. Records can be older. */
  deliveredAt: Instant
}

/** What was read from one log file. */
export interface LogReading {
  /** Merged: no two facts of a file differ in nothing but time. */
  facts: readonly ArchiveFact[]
  changes: readonly TrailChange[]
  /** What the file proves about the trails that record here: see `DigestHour.shows`. */
  shows: { uses: boolean; writes: boolean }
  /** Number of records, of all services. */
  records: number
  /** Records of KMS that may be a use but are not understood. They are not in the facts. */
  odd: number
  /** What is wrong with the first of them. Null: none is odd. */
  why: string | null
}

/** What a digest file says. */
export interface DigestReading {
  trail: string
  /** The home Region of the trail. */
  home: string
  isOrganization: boolean
  start: Instant
  end: Instant
  /** Of the oldest event in the log files that it names. Null: it names none, or does not say. */
  oldest: Instant | null
  /** It names no earlier digest. */
  isRestart: boolean
  /** It names log files that an earlier digest should have named. */
  isBackfill: boolean
  /** Where the trail delivers in S3, above the accounts: `s3://logs/AWSLogs/`. Null: not known. */
  folder: string | null
  /** Names of the log files. */
  logs: readonly string[]
}

/** What became of a file. `read: false`: nothing of it was used. */
export type FileReading =
  { read: true; log: LogReading } | { read: true; digest: DigestReading } | { read: false; why: string }

/** A file, and what became of it. */
export interface ReadFile {
  file: TrailFile
  reading: FileReading
}
