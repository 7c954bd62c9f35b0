/**
 * The archives of CloudTrail events to search, by the ID of the source that asks them. Null: the options do not name it.
 * The file of each archive in `src/archives/` declares its field.
 */
export interface ArchiveOptions {}

/** Accounts whose records are read from an archive, whether or not they are entered. */
export interface ArchivedAccounts {
  /** `--accounts`. Empty: those of the ARNs of keys, besides the accounts that are entered. */
  ids: readonly string[]
  /** No account is entered, and AWS is not called: the archive is on disk, and no option names credentials. */
  isAlone: boolean
}

/** Whether a source can be asked: always, except that a source of an archive needs the archive. */
export const isSourceGiven = (source: string, archives: ArchiveOptions): boolean =>
  (archives as unknown as Readonly<Record<string, unknown>>)[source] !== null
