import { countNoun } from '../../lib/text/numbers.ts'
import type { CallerGroupRecord, KeyRecord } from '../../model/report/report.ts'

/** Successful calls of cryptographic operations with a key that CloudTrail shows, and those that are asked about. */
export interface CountedCalls {
  calls: number
  chosen: number
}

/**
 * Counts the calls of the callers that are asked about. Those of other accounts are not chosen: AWS bills them there.
 * Null: the callers are not known, or there were no calls.
 */
export function callsOf(
  { activity, account_id: account }: KeyRecord,
  isAsked: (caller: CallerGroupRecord) => boolean,
  operations: readonly string[],
): CountedCalls | null {
  if (activity === undefined) return null
  const calls = activity.callers.reduce((total, caller) => total + sum(caller, null), 0)
  const chosen = activity.callers
    .filter(one => isAsked(one) && isBilledTo(account, one))
    .reduce((total, caller) => total + sum(caller, operations), 0)
  return calls === 0 ? null : { calls, chosen }
}

const isBilledTo = (account: string, { principal_account: caller }: CallerGroupRecord): boolean =>
  caller === null || caller === account

/** The callers of the own account that are asked about, one for each principal. */
export function callersOf(
  { activity, account_id: account }: KeyRecord,
  isAsked: (caller: CallerGroupRecord) => boolean,
): CallerGroupRecord[] {
  const asked = activity?.callers.filter(one => isAsked(one) && isBilledTo(account, one)) ?? []
  return asked.filter((one, at) => asked.findIndex(({ principal }) => principal === one.principal) === at)
}

/** Successful calls of a caller. `only`: of these operations; null: of all. */
const sum = ({ operations }: CallerGroupRecord, only: readonly string[] | null): number =>
  Object.entries(operations).reduce(
    (total, [operation, count]) => total + (only === null || only.includes(operation) ? count : 0),
    0,
  )

/** Whether calls came through a service: `s3` for `s3.amazonaws.com` and `s3.eu-west-1.amazonaws.com`. */
export const through =
  (service: string) =>
  ({ service: through_ }: Pick<CallerGroupRecord, 'service'>): boolean =>
    through_ !== null && (through_ === `${service}.amazonaws.com` || through_.startsWith(`${service}.`))

/** How many of the calls were read, as an assumption in a sentence. */
export function sampleText({ activity }: KeyRecord, { calls, chosen }: CountedCalls, what: string): string {
  const newest = activity?.why === undefined ? '' : 'the newest '
  return `Of ${newest}${countNoun(calls, 'call')} that CloudTrail event history shows, ${chosen} came ${what}; the counted requests are taken to have the same shares.`
}
