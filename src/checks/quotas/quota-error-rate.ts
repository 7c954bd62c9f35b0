import { countText } from '../../lib/text/numbers.ts'
import { rateText } from '../../lib/text/rate-text.ts'
import { minuteText } from '../../model/time.ts'
import type { FailedCallsRecord, OperationCalls, QuotasAssessment } from '../../model/assessments/quotas.ts'
import type { AssessmentCheck, SubjectResult } from '../assessment-check.ts'
import { fail, notApplicable, pass, unknown } from '../check.ts'

/** The rate of fewer calls says little. */
const LEAST_CALLS = 20

const check: AssessmentCheck<QuotasAssessment> = {
  id: 'quota-error-rate',
  title: 'Calls to KMS should rarely fail',
  severity: 'low',
  why: 'Failed calls count towards the quota like all others. Many of them show a missing permission, a deleted key, a retry loop, or a caller that tries what it may not do.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html',
  *judge({ failed_calls: all, thresholds, scope }) {
    if (all === null) {
      for (const { account_id, region } of scope.places) yield { account_id, region, result: notApplicable(NOT_READ) }
      return
    }
    for (const record of all) yield* judgePlace(record, thresholds.error_rate)
  },
}
export default check

const NOT_READ = 'Failed calls were not read. Use --errors.'

/** Operations with many failures fail, whatever was not read. The others pass only if all of the window was read. */
function* judgePlace(record: FailedCallsRecord, most: number): Generator<SubjectResult> {
  const { account_id, region, operations, is_complete: isComplete, not_understood: unread } = record
  const isFailing = ({ calls, failed }: OperationCalls): boolean =>
    calls >= LEAST_CALLS && (failed / calls) * 100 >= most
  for (const one of operations.filter(isFailing)) {
    const result = fail(failingText(one, record), { remedy: '', advice: ADVICE })
    yield { account_id, region, rule: one.operation, result }
  }
  if (!isComplete || unread > 0) yield { account_id, region, result: unknown(unreadText(record)) }
  else if (!operations.some(isFailing)) yield { account_id, region, result: pass }
}

function failingText(
  { operation, calls, failed, error_codes: codes }: OperationCalls,
  { region, since }: FailedCallsRecord,
) {
  const counts = Object.entries(codes).map(([code, count]) => `${code} ${countText(count)}`)
  const from = since === null ? '' : ` since ${minuteText(Date.parse(since))}`
  const rate = `${rateText((failed / calls) * 100)} %`
  return `${countText(failed)} of ${countText(calls)} ${operation} calls failed in ${region}${from} (${rate}): ${counts.join(', ')}.`
}

function unreadText({ region, since, why, not_understood: unread }: FailedCallsRecord): string {
  if (since === null) return `CloudTrail of ${region} could not be read: ${why ?? 'no answer'}.`
  if (why !== null) return `CloudTrail of ${region} was read back to ${minuteText(Date.parse(since))} only: ${why}.`
  return `The records of ${countText(unread)} calls in ${region} could not be read.`
}

const ADVICE =
  'Find the callers with kms-audit activity, and fix their permissions or the name of the key that they use.'
