import type { AthenaTable } from './athena-table.ts'
import type { LogsOption } from './logs-option.ts'

/** The archives of CloudTrail records to search, by the ID of the source that asks them. */
export interface ArchiveOptions {
  /** `--trail-archive` and `--trail-index`. Null: none of them was given. */
  archive: LocalArchive | null
  /** `--athena` or `--security-lake`, and the options about them. Null: none of them was given. */
  athena: AthenaTable | null
  /** `--lake`. Null: it was not given. */
  lake: EventDataStoreOption | null
  /** `--cloudwatch-logs`, and the option about it. Null: it was not given. */
  logs: LogsOption | null
}

/** An event data store of CloudTrail Lake. */
export interface EventDataStoreOption {
  id: string
  /** Null: the first Region of the run. */
  region: string | null
}

/** Files of CloudTrail on disk. At least one of the two is given. */
export interface LocalArchive {
  /** Directories with log files of CloudTrail. Empty: only the index is searched. */
  trees: readonly string[]
  /** Directory of the index. Null: the index is not kept. */
  index: string | null
}

/** Accounts whose records are read from an archive, whether or not they are entered. */
export interface ArchivedAccounts {
  /** `--accounts`. Empty: those of the ARNs of keys, besides the accounts that are entered. */
  ids: readonly string[]
  /** No account is entered, and AWS is not called: the archive is on disk, and no option names credentials. */
  isAlone: boolean
}

export const NO_ARCHIVES: ArchiveOptions = { archive: null, athena: null, lake: null, logs: null }

/** Whether a source can be asked: always, except that a source of an archive needs the archive. */
export const isSourceGiven = (source: string, archives: ArchiveOptions): boolean =>
  (archives as unknown as Readonly<Record<string, unknown>>)[source] !== null
