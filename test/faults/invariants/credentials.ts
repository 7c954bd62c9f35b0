import type { Invariant } from './invariant.ts'

/** Credentials count as expired only if they are. An error of one operation does not stop the others. */
export const validCredentialsAreUsed: Invariant = function* ({ report, faults, earlierFaults }) {
  if ([faults, earlierFaults].some(each => each?.counts.expired !== undefined)) return
  for (const { reason, account_id, operation, message } of report.gaps)
    if (reason === 'expired') yield `${account_id} is given up as expired after ${operation}: ${message}`
}
