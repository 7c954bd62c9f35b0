import type { Options } from '../../model/options/options.ts'

export interface AuditRequest extends Options {
  /** Path of the file to which the result is appended. Null: none. */
  history: string | null
}
