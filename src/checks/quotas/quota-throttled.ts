import { countNoun, countText } from '../../lib/text/numbers.ts'
import { minuteText } from '../../model/time.ts'
import type { FailedCallsRecord, QuotaRecord, QuotasAssessment } from '../../model/assessments/quotas.ts'
import type { AssessmentCheck, SubjectResult } from '../assessment-check.ts'
import { fail, notApplicable, pass, unknown } from '../check.ts'
import { forQuotas, nameOf } from './shared/for-quotas.ts'
import { increaseFix } from './shared/increase.ts'

const check: AssessmentCheck<QuotasAssessment> = {
  id: 'quota-throttled',
  title: 'KMS should not throttle requests',
  severity: 'medium',
  why: 'A throttled request fails with ThrottlingException. Callers that do not retry it lose it, and services that encrypt with KMS slow down or fail.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html',
  *judge(collected, context) {
    yield* judgeMetrics(collected, context)
    for (const record of collected.failed_calls ?? [])
      if (!hasMetric(record, collected.quotas)) yield* judgeEvents(record)
  },
}
export default check

const judgeMetrics = forQuotas((quota, { window }, why) => {
  const { throttled, throttle_status: status } = quota
  if (throttled !== null && throttled > 0) return fail(throttledText(quota, window.days), increaseFix(quota))
  if (status === 'no_data') return notApplicable(NO_DATA)
  return status === 'unread' || quota.status === 'partial' ? unknown(why) : pass
})

const NO_DATA =
  'CloudWatch has no throttled calls of KMS in this Region: there were none, or AWS does not count them. With --errors, CloudTrail is searched for them.'

function throttledText(quota: QuotaRecord, days: number): string {
  const { throttled, calls, last_throttled_at: last } = quota
  const until = last === null ? '' : `, the last one in the hour from ${minuteText(Date.parse(last))}`
  const of = calls === null ? '' : ` beside ${countText(calls)} counted calls`
  return `KMS throttled ${countNoun(throttled ?? 0, `${nameOf(quota)} request`)} in ${countNoun(days, 'day')}${of}${until}.`
}

const hasMetric = ({ account_id, region }: FailedCallsRecord, quotas: readonly QuotaRecord[]): boolean =>
  quotas.some(one => one.account_id === account_id && one.region === region && one.throttle_status === 'measured')

/** Where no metric counts throttled calls, those that CloudTrail recorded are what is known. */
function* judgeEvents({ account_id, region, operations, since }: FailedCallsRecord): Generator<SubjectResult> {
  for (const { operation, error_codes: codes } of operations) {
    const throttled = codes['ThrottlingException'] ?? 0
    if (throttled === 0) continue
    const from = since === null ? '' : ` since ${minuteText(Date.parse(since))}`
    const detail = `CloudTrail has ${countNoun(throttled, `${operation} call`)} that KMS throttled in ${region}${from}.`
    const advice = 'See the quota of this operation in the same result. Callers should retry with backoff.'
    yield { account_id, region, rule: operation, result: fail(detail, { remedy: '', advice }) }
  }
}
