import type { QuotasAssessment } from '../../model/assessments/quotas.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, pass, unknown } from '../check.ts'
import { forQuotas, nameOf } from './shared/for-quotas.ts'
import { increaseFix } from './shared/increase.ts'
import { peakText, peakTimeText } from './shared/peak-text.ts'

const check: AssessmentCheck<QuotasAssessment> = {
  id: 'quota-near-limit',
  title: 'Request rates should stay well below the quotas of KMS',
  severity: 'medium',
  why: 'KMS rejects requests above the quota, and the calls of all principals and AWS services in the account and Region count together. The measured rate is an average, so single seconds can be higher.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html',
  judge: forQuotas((quota, { thresholds }, why) => {
    const isNear = (quota.used_percent ?? 0) >= thresholds.warn_at
    if (quota.source === 'assumed_default' && quota.calls !== 0) return unknown(appliedUnknown(peakText(quota)))
    if (isNear) return fail(`${nameOf(quota)} reached ${peakText(quota)} ${peakTimeText(quota)}.`, increaseFix(quota))
    return quota.status === 'partial' ? unknown(why) : pass
  }),
}
export default check

const appliedUnknown = (peak: string): string =>
  `The quota of this account could not be read. Measured against the default quota, the highest rate was ${peak}.`
