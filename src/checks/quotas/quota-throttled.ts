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
  judge: forQuotas((quota, collected, why) => {
    const { throttled } = quota
    if (throttled === null) return unknown(why)
    if (throttled > 0) return fail(throttledText(quota, collected.window.days), increaseFix(quota))
    if (quota.status === 'partial') return unknown(why)
    return contradicts(quota, collected) ? unknown(CONTRADICTION) : pass
  }),
}
export default check

function throttledText(quota: QuotaRecord, days: number): string {
  const { throttled, calls, last_throttled_at: last } = quota
  const until = last === null ? '' : `, the last one in the hour from ${minuteText(Date.parse(last))}`
  const of = calls === null ? '' : ` beside ${countText(calls)} counted calls`
  return `KMS throttled ${countNoun(throttled ?? 0, `${nameOf(quota)} request`)} in ${countNoun(days, 'day')}${of}${until}.`
}

/** CloudTrail has throttled calls of the place, and none of its metrics counts any. */
function contradicts({ account_id, region }: QuotaRecord, { quotas, failed_calls: all }: Collected): boolean {
  const isHere = (one: { account_id: string; region: string }): boolean =>
    one.account_id === account_id && one.region === region
  const codes = (all ?? []).filter(isHere).flatMap(({ operations }) => operations.map(one => one.error_codes))
  const throttles = codes.some(counts => (counts['ThrottlingException'] ?? 0) > 0)
  return throttles && !quotas.some(quota => isHere(quota) && (quota.throttled ?? 0) > 0)
}

type Collected = Pick<QuotasAssessment, 'quotas' | 'failed_calls'>

const CONTRADICTION =
  'CloudTrail has calls to KMS that were throttled, but no usage metric of this Region counts any throttled call.'
