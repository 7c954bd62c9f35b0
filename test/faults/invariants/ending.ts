import { OPERATIONS } from '../../../src/model/operations/operations.ts'
import { INTERNAL_ERROR } from '../../../src/model/gap.ts'
import type { FaultRun } from '../fault-run.ts'
import type { Invariant } from './invariant.ts'

/** Lines that a finished run may write to stderr. The first word is always the name of the program. */
const LINES = [
  /^kms-audit: \d+ gaps?: /,
  /^kms-audit: (\d+ multi-Region keys? ha(s a|ve) related keys? in [a-z]+(-[a-z]+)+-\d(, |\. ))+To include (it|them), use -r [a-z0-9,-]+\.$/,
  /^kms-audit: Resumed from \S+ \(\d+ cached responses?\)\. The report is as of \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
  /^kms-audit: Loaded the finished run of \d{4}-\d\d-\d\d \d\d:\d\d UTC from \S+\. Delete the file to run a new audit\.$/,
  /^kms-audit: Cloud(Trail|Watch) cannot be reached in .+ of account \d{12}: .+\. To skip it, add --[a-z ,-]+\.$/,
  /^kms-audit: Cloud(Trail|Watch) cannot be reached in .+ of \d+ accounts: .+\. To skip it, add --[a-z ,-]+\.$/,
  /^kms-audit: No key could be described(: |\. Allow kms:DescribeKey ).*\.$/,
  /^kms-audit: --fail-on \S+: (\d+ keys? (is|are|was|were) [a-z ]+|the last use of \d+ keys? is unknown|\d+ findings?( of severity [a-z ]+)?) \(exit code 1\): .+\.$/,
  /^kms-audit: --fail-on \S+: no match, but (the last use of \d+ of \d+ keys?|\d+ findings?) (is|are) unknown: .+\.$/,
  /^kms-audit: --fail-on \S+ could not be evaluated: .+ \(exit code 4\)\.$/,
  /^kms-audit: The time limit of --max-duration was reached: .+ (not finished|listed)\. (Raise the limit, or add|Rerun with) --checkpoint .+ to resume\.$/,
  /^kms-audit: The credentials for account \d{12} expired: .+\. Log in again and rerun .*(to resume|resumable)\.$/,
  /^kms-audit: Most AWS responses are dated \d+ minutes (later|earlier) than the first one\. The report uses their time\.$/,
  /^kms-audit: This machine's clock is \d+ minutes (behind|ahead of) AWS\. The report uses AWS time\.$/,
]

/** The process ends with a documented exit code, and stderr has documented lines only. */
export function* endsAsDocumented(run: FaultRun): Iterable<string> {
  const { exit, out, err, report, aws } = run
  const lines = err.split('\n').filter(line => line !== '')
  if (exit === null) return yield 'the run did not end'
  // The earlier run began with a wrong time, and ended before it could notice.
  if (exit === 2 && run.earlierFaults?.counts['wrong date'] !== undefined && /in the future according to AWS/.test(err))
    return
  if (/a bug in kms-audit/.test(err)) yield `a bug: ${lines.slice(0, 3).join(' | ')}`
  if (/internal-error/.test(err) || report?.gaps.some(({ operation }) => operation === INTERNAL_ERROR) === true)
    yield `a gap of an internal error: ${err}`
  if (/Never/.test(err)) yield 'the word that scripts grep for is on stderr'
  for (const operation of Object.keys(aws.calls))
    if (!(operation in OPERATIONS) && operation !== 'sts:AssumeRole') yield `${operation} was called`
  if (exit === 3) {
    if (out !== '') yield 'exit 3 with something on stdout'
    if (lines.length !== 1 || !lines[0]?.startsWith('kms-audit: ')) yield `exit 3 with ${lines.length} lines: ${err}`
    if (!isHopeless(run)) yield `exit 3 although nothing stood in the way: ${err}`
    return
  }
  if (report === null) return yield `exit ${exit} without a report: ${err}`
  if (/Most AWS responses/.test(err) && !hasOddDates(run)) yield "a proxy's page has set the time of the run"
  for (const line of lines) if (!LINES.some(known => known.test(line))) yield `on stderr: ${line}`
  const expected = exitFor(run, report)
  if (exit !== expected) yield `exit ${exit}, not ${expected}`
}

/** Whether answers of AWS itself have wrong dates, or the clock differs from AWS's. */
const hasOddDates = ({ faults, pace }: FaultRun): boolean =>
  faults.counts['wrong date'] !== undefined || pace.name === 'suspended machine'

/** Whether the run may end without a report. Without faults, some place answers. */
function isHopeless({ faults, request }: FaultRun): boolean {
  const isNowhere = request.accounts.every(
    account => !request.regionsOf(account).some(region => account.enabledRegions.includes(region)),
  )
  return (
    isNowhere || request.maxDuration !== null || Object.keys(faults.counts).some(name => name !== 'credentials refused')
  )
}

function exitFor({ request: { failOn, strict } }: FaultRun, { keys, gaps }: NonNullable<FaultRun['report']>): number {
  const matches = (key: (typeof keys)[number]): boolean =>
    failOn === 'unused' ? isUnusedKey(key) : key.disposition === failOn?.replace('-', '_')
  if (failOn !== null && keys.some(matches)) return 1
  if (keys.length > 0 && keys.every(({ error }) => error !== null)) return 4
  if (failOn !== null && keys.length > 0 && keys.every(key => isUndecided(key, failOn))) return 4
  if (gaps.some(({ reason }) => reason === 'expired')) return 4
  return strict && gaps.some(({ reason }) => reason !== 'vanished') ? 4 : 0
}

/** Exit 3 is for runs in which no place answered. One complete first page of keys is an answer. */
export const somePlaceAnswered: Invariant = function* ({ report, request }) {
  if (request.maxDuration === null && report.scope.places.every(({ status }) => status === 'unreachable'))
    yield 'a report of nothing'
}

/** Whether the key might match the gate if its use were known. */
const isUndecided = (key: NonNullable<FaultRun['report']>['keys'][number], gate: string): boolean =>
  gate === 'unused'
    ? !isUnusedKey(key) &&
      !['in_use', 'new'].includes(key.disposition) &&
      key.key_manager !== 'AWS' &&
      !['PendingDeletion', 'PendingReplicaDeletion'].includes(key.key_state ?? '')
    : key.disposition === 'unknown'

const isUnusedKey = (key: NonNullable<FaultRun['report']>['keys'][number]): boolean =>
  ['stale', 'never', 'silent'].includes(key.disposition) &&
  key.key_manager === 'CUSTOMER' &&
  key.error === null &&
  !['PendingDeletion', 'PendingReplicaDeletion'].includes(key.key_state ?? '')
