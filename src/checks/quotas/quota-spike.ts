import { countNoun } from '../../lib/text/numbers.ts'
import { rateText } from '../../lib/text/rate-text.ts'
import { LEAST_SPIKE_PERCENT, spikesOf } from '../../model/assessments/quota-spikes.ts'
import type { QuotasAssessment } from '../../model/assessments/quotas.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, notApplicable, pass, unknown } from '../check.ts'
import { forQuotas, nameOf } from './shared/for-quotas.ts'

const check: AssessmentCheck<QuotasAssessment> = {
  id: 'quota-spike',
  title: 'Request rates should not rise far beyond the usual',
  severity: 'low',
  why: 'A sudden rise can be a deployment that asks KMS for every record, a retry loop, or a caller that decrypts in bulk. A higher one can reach the quota.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html',
  judge: forQuotas((quota, { thresholds, window }, why) => {
    const usual = quota.usual_per_second
    if (usual === null) return quota.status === 'partial' ? unknown(why) : notApplicable(TOO_SHORT)
    const spikes = spikesOf(quota, thresholds.spike)
    const [worst] = spikes.toSorted((a, b) => b.peak_per_second - a.peak_per_second)
    if (worst === undefined) return pass
    const others = spikes.length === 1 ? '' : `, and ${countNoun(spikes.length - 1, 'other day')} as well`
    const usually = usual === 0 ? 'usually it is not called' : `the median of all days is ${rateText(usual)}`
    const span = `averages over ${countNoun(window.day_rate_seconds / 60, 'minute')}`
    return fail(
      `${nameOf(quota)} reached ${rateText(worst.peak_per_second)} requests per second on ${worst.date}${others}; ${usually} (${span}).`,
      { remedy: '', advice: FIND_CALLERS },
    )
  }),
}
export default check

const TOO_SHORT = `What is usual is not known from fewer than seven whole days.`

const FIND_CALLERS = `Find who made the calls: CloudTrail shows them. Rates below ${LEAST_SPIKE_PERCENT} % of the quota are not reported.`
