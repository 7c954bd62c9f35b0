import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import type { PlanOptions } from '../../../src/retirement/plan/plan-options.ts'
import { plansOf } from '../../../src/retirement/plan/plan-of.ts'
import { aReadyKey, aSweptReport } from '../ready-key.ts'

export const OPTIONS: PlanOptions = {
  watchDays: 30,
  waveSize: 10,
  planTtlDays: 7,
  now: Date.parse('2026-11-20T15:00:00Z'),
  version: '0.1.0',
}

/** The plan of the one account with these keys. */
export function planFor(
  keys: KeyRecord[],
  options: Partial<PlanOptions> = {},
  report: Partial<Report> = {},
): RetirementPlan {
  const [plan] = plansOf(aSweptReport(keys, report), { ...OPTIONS, ...options })
  if (plan === undefined) throw new Error('no plan')
  return plan
}

/** A ready key with another id. */
export const numbered = (number: number, different: Partial<KeyRecord> = {}): KeyRecord =>
  aReadyKey({ key_id: `0a1b2c3d-${String(number).padStart(4, '0')}-4000-8000-000000000001`, ...different })
