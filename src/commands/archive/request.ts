import type { Output, ShowOptions } from '../../model/options/options.ts'

/** What `kms-audit archive` does. */
export const ARCHIVE_ACTIONS = ['status', 'add', 'verify'] as const
export type ArchiveAction = (typeof ARCHIVE_ACTIONS)[number]

export interface ArchiveRequest {
  action: ArchiveAction
  /** Directories with log files. Empty: `status` shows the index as it is. */
  trees: readonly string[]
  /** Directory of the index. Null: `status` reads the log files into a temporary one, and `verify` needs none. */
  index: string | null
  /** Files with public keys of CloudTrail, for `verify`. Empty: signatures are not checked. */
  publicKeys: readonly string[]
  show: Pick<ShowOptions, 'color' | 'quiet' | 'progress'>
  strict: boolean
  outputs: readonly Output[]
  debug: boolean
}
