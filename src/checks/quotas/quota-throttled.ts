import { countNoun, countText } from '../../lib/text/numbers.ts'
import { minuteText } from '../../model/time.ts'
import type { QuotaRecord, QuotasAssessment } from '../../model/assessments/quotas.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, pass, unknown } from '../check.ts'
import { forQuotas, nameOf } from './shared/for-quotas.ts'
import { increaseFix } from './shared/increase.ts'

const check: AssessmentCheck<QuotasAssessment> = {
  id: 'quota-throttled',
  title: 'KMS should not throttle requests',
  severity: 'medium',
  why: 'A throttled request fails with ThrottlingException. Callers that do not retry it lose it, and services that encrypt with KMS slow down or fail.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html',
  judge: forQuotas((quota, { window }, why) => {
    const { throttled } = quota
    if (throttled === null) return unknown(why)
    if (throttled > 0) return fail(throttledText(quota, window.days), increaseFix(quota))
    return quota.status === 'partial' ? unknown(why) : pass
  }),
}
export default check

function throttledText(quota: QuotaRecord, days: number): string {
  const { throttled, calls, last_throttled_at: last } = quota
  const until = last === null ? '' : `, the last one in the hour from ${minuteText(Date.parse(last))}`
  const of = calls === null ? '' : ` beside ${countText(calls)} counted calls`
  return `KMS throttled ${countNoun(throttled ?? 0, `${nameOf(quota)} request`)} in ${countNoun(days, 'day')}${of}${until}.`
}
