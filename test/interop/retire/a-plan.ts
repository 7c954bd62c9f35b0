import type { KeyRecord } from '../../../src/model/report/report.ts'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import { DAY, isoTime } from '../../../src/model/time.ts'
import { plansOf } from '../../../src/retirement/plan/plan-of.ts'
import { aReadyKey, aSweptReport } from '../../retirement/ready-key.ts'

const id = (number: number): string => `0a1b2c3d-000${number}-4000-8000-000000000001`

export const ONE = aReadyKey({ key_id: id(1) })
export const TWO = aReadyKey({ key_id: id(2) })
export const DISABLED = aReadyKey({ key_id: id(3), key_state: 'Disabled', enabled: false })

/** A plan for these keys, from a report of so many days ago. */
export function aPlan(keys: KeyRecord[], daysAgo = 1): RetirementPlan {
  const generated = Date.now() - daysAgo * DAY
  const report = aSweptReport(keys, { generated_at: isoTime(generated) })
  const [plan] = plansOf(report, {
    watchDays: 30,
    waveSize: 10,
    planTtlDays: 7,
    now: generated,
    version: '0.1.0',
  })
  if (plan === undefined) throw new Error('no plan')
  return plan
}
