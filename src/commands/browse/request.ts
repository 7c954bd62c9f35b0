import type { Options } from '../../model/options/options.ts'

/** What `kms-audit browse` is asked for. */
export interface BrowseRequest {
  /** The report: an audit, or a saved one. */
  run: Options
  /** Path of a new file for the ARNs of the marked keys. Null: none. */
  marked: string | null
}
