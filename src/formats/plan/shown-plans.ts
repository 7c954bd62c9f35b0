import type { RetirementPlan } from '../../model/retirement/retirement.ts'

/** The plans of all accounts of a report. */
export interface ShownPlans {
  plans: readonly RetirementPlan[]
  /** Paths of the directories to which they were written. Empty: they were not written. */
  directories: readonly string[]
}
