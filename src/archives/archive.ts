import type { Operation } from '../model/operations/operations.ts'
import type { ArchiveOptionSet, ArchiveValues } from './archive-option.ts'
import type { ArchiveRun } from './archive-run.ts'
import type { ArchiveEngine } from './engine.ts'

/**
 * Archived events of CloudTrail, which an engine searches. A new one is one file or folder here and one line in
 * `index.ts`. The file declares the type of what its options name: `declare module '../../model/options/archive-options.ts'`,
 * and the options of a request to the library: `declare module '../../model/options/archives-request.ts'`.
 */
export interface Archive<Option, Options extends ArchiveOptionSet = ArchiveOptionSet> {
  /** In texts: `CloudTrail Lake`. */
  name: string
  /** One line about the source that asks it, for `--help` and the README. */
  title: string
  /** What `--source` needs to ask it, `what: 'the log files of CloudTrail'`, and the option that gives it. */
  required: { what: string; by: string }
  /** Its options, in the order of the help, by the names of settings and of requests: `trailArchive`. */
  options: Options
  /** Returns the archive that the options name. Null: they name none. */
  read(values: ArchiveValues<Options>): Option | null
  /**
   * Returns the options that name the archive, as words of a command line: `--trail-index`, `ix`. Another command with
   * these options searches the same archive.
   *
   * @param region the first Region of the run, for an archive that names none. Null: not known
   */
  words(option: Option, region: string | null): string[]
  /** The archive of the sample account. Null: it has none. */
  sample: Option | null
  /** How gaps name it: the operation that searches it, or `kms-audit:trail-archive`. */
  operation: string
  /**
   * The operations that a search calls. Empty: none, so that no credentials are needed. If the silence of the archive
   * can count, its source also calls those that read trails.
   */
  operations: readonly Operation[]
  /** Whether its silence can count, for the time that digest files prove. If not, it can only show uses. */
  complete: boolean
  /** Whether the silence of this one can count. */
  provesSilence(option: Option): boolean
  /** Whether its trace shows the places of its files. If so, a place without files is a gap. */
  showsPlaces: boolean
  /** What the answers depend on, as JSON values: a run that is resumed must have the same. Limits are not part of it. */
  answersDependOn(option: Option): unknown
  /**
   * Estimates the time and the cost of a search, without a search.
   *
   * @throws AuditError if it is not usable
   */
  estimate(run: ArchiveRun, option: Option): Promise<ArchiveEstimate>
  /** @throws AuditError if it is not usable */
  open(run: ArchiveRun, option: Option): Promise<ArchiveEngine>
}

/** What a search adds to the plan of a run. */
export interface ArchiveEstimate {
  /** Seconds that it takes, and for what: `for the queries of Athena`. Null: not known, or hardly any. */
  time: { seconds: number; isFor: string } | null
  /** US dollars at list price, by what they are for: `Athena`. */
  dollars: ReadonlyMap<string, number>
  notes: readonly string[]
}

/** Returns the entry. Its type keeps the exact types of its options. */
export const archiveOf = <Option, const Options extends ArchiveOptionSet>(
  archive: Archive<Option, Options>,
): Archive<Option, Options> => archive

const NO_DOLLARS: ReadonlyMap<string, number> = new Map()

/** Nothing is billed, and no call waits for a quota. */
export const FREE: ArchiveEstimate = { time: null, dollars: NO_DOLLARS, notes: [] }

/** For queries whose number of scanned bytes is not known in advance. */
export const billedByScan = (name: string): ArchiveEstimate => ({
  ...FREE,
  notes: [`${name}: AWS bills what queries scan; that cannot be estimated.`],
})
