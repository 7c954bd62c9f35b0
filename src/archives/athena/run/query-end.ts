import type { Failure } from '../../../aws/answers/answer.ts'
import type { ResultRow } from '../../../aws/athena/get-results.ts'

/** How a query ended. */
export type QueryEnd =
  | { kind: 'rows'; rows: ResultRow[] }
  /** Athena ended it because it took too long or needed too much. Its halves may succeed. */
  | { kind: 'too-big'; why: string }
  /** It failed at this log file. */
  | { kind: 'bad-file'; path: string; why: string }
  /** `next`: what to do about a query that was refused, because others are refused as well. */
  | { kind: 'failed'; failure: Failure; next?: string }

/** Why a query is not run, or cancelled. */
export const USED_UP = 'as many bytes have been scanned as --athena-max-bytes permits'

export const WHY_CANCELLED = {
  interrupted: 'the query was cancelled: the run was interrupted',
  usedUp: `the query was cancelled: ${USED_UP}`,
}
