import type { Collected } from '../../model/assessments/assessment.ts'
import type { FailedCallsRecord, QuotasAssessment, QuotaThresholds } from '../../model/assessments/quotas.ts'
import { readFailures } from '../../sources/cloudtrail/failures/read-failures.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { readQuotas } from './read-quotas.ts'
import { type UsageWindow, usageWindow, windowRecord } from './usage-window.ts'

export interface QuotasQuestion {
  /** Days until now over which use is measured. */
  days: number
  thresholds: QuotaThresholds
  /** Pages of events to read in each place, to count failed calls. Null: they are not counted. */
  errorPages: number | null
}

/** Reads the request quotas of KMS and their use in every place. */
export async function collectQuotas(
  reading: AssessmentRun,
  { days, thresholds, errorPages }: QuotasQuestion,
): Promise<Collected<QuotasAssessment>> {
  const window = usageWindow(reading.run.clock.now, days)
  const [found, failed] = await Promise.all([
    reading.visit('servicequotas:ListServiceQuotas', client => readQuotas(client, window)),
    errorPages === null ? null : failedCalls(reading, window, errorPages),
  ])
  return {
    kind: 'quotas',
    window: windowRecord(window),
    thresholds,
    quotas: found.flat().toSorted(byPlace),
    failed_calls: failed,
  }
}

/** A place that only CloudTrail does not answer for is still a place that answered. */
async function failedCalls(
  { places, visit }: AssessmentRun,
  { since }: UsageWindow,
  maxPages: number,
): Promise<FailedCallsRecord[]> {
  const found: FailedCallsRecord[] = []
  if (places.length === 0) return found
  await visit('cloudtrail:LookupEvents', async client => {
    found.push(await readFailures(client, since, maxPages))
    return null
  })
  return found.toSorted(byPlace)
}

type Placed = { account_id: string; region: string }

function byPlace(one: Placed, other: Placed): number {
  const [a, b] = [one, other].map(({ account_id, region }) => `${account_id} ${region}`) as [string, string]
  return a < b ? -1 : Number(a > b)
}
