import type { Collected } from '../../model/assessments/assessment.ts'
import type { QuotasAssessment, QuotaThresholds } from '../../model/assessments/quotas.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { readQuotas } from './read-quotas.ts'
import { usageWindow, windowRecord } from './usage-window.ts'

export interface QuotasQuestion {
  /** Days until now over which use is measured. */
  days: number
  thresholds: QuotaThresholds
}

/** Reads the request quotas of KMS and their use in every place. */
export async function collectQuotas(
  { run, visit }: AssessmentRun,
  { days, thresholds }: QuotasQuestion,
): Promise<Collected<QuotasAssessment>> {
  const window = usageWindow(run.clock.now, days)
  const found = await visit('servicequotas:ListServiceQuotas', client => readQuotas(client, window))
  const quotas = found.flat().toSorted((one, other) => {
    const [a, b] = [one, other].map(({ account_id, region }) => `${account_id} ${region}`) as [string, string]
    return a < b ? -1 : Number(a > b)
  })
  return { kind: 'quotas', window: windowRecord(window), thresholds, quotas }
}
