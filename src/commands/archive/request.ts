import type { TableAccess } from '../../archives/athena/ddl/table-policy.ts'
import type { Instant } from '../../model/time.ts'
import type { Since } from '../../model/since.ts'
import type { Output, ShowOptions } from '../../model/options/options.ts'

/** What `kms-audit archive` does. */
export const ARCHIVE_ACTIONS = ['status', 'add', 'verify', 'ddl'] as const
export type ArchiveAction = (typeof ARCHIVE_ACTIONS)[number]

/** What is done with log files on disk. */
export interface ArchiveRequest {
  action: Exclude<ArchiveAction, 'ddl'>
  /** Directories with log files. Empty: `status` shows the index as it is. */
  trees: readonly string[]
  /** Directory of the index. Null: `status` reads the log files into a temporary one, and `verify` notes nothing. */
  index: string | null
  /** Show the archive of the sample account, instead of files. For `status`. */
  demo: boolean
  /** IDs, beginnings of IDs, and ARNs of keys, for `status`. Empty: only the archive itself is shown. */
  keys: readonly string[]
  /** When the keys were created, where the archive does not show it. Null: not known. */
  since: Since | null
  /** Files with public keys of CloudTrail, for `verify`. Empty: signatures are not checked. */
  publicKeys: readonly string[]
  show: Pick<ShowOptions, 'color' | 'quiet' | 'progress'>
  strict: boolean
  outputs: readonly Output[]
  debug: boolean
}

/** Whether log files are read. With --trail-index, `status` shows the index as it is. */
export const readsLogFiles = ({ action, index }: Pick<ArchiveRequest, 'action' | 'index'>): boolean =>
  action !== 'status' || index === null

/** What `kms-audit archive ddl` prints about a table of Athena. */
export interface DdlRequest {
  action: 'ddl'
  prints: 'table' | 'policy'
  access: TableAccess
  /** The first day of the table. Null: three years ago. */
  since: Instant | null
  outputs: readonly Output[]
  show: { quiet: boolean }
  debug: boolean
}
