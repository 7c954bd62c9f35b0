import type * as records from '../../src/model/retirement/retirement.ts'
import type * as schema from './retirement-plan-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of the plan differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsPlanSchema: Same<Types, Definitions> = {
  plan: true,
  wave: true,
  key: true,
  ownedKey: true,
  unplannedKey: true,
  reason: true,
  lastUseCheck: true,
  family: true,
  owner: true,
  savings: true,
}

interface Types {
  plan: records.RetirementPlan
  wave: records.PlannedWave
  key: records.PlannedKey
  ownedKey: records.OwnedKey
  unplannedKey: records.UnplannedKey
  reason: records.ReadinessReason
  lastUseCheck: records.LastUseCheck
  family: records.PlannedFamily
  owner: records.KeyOwner
  savings: records.PlannedSavings
}

interface Definitions {
  plan: schema.RetirementPlan
  wave: schema.Wave
  key: schema.PlannedKey
  ownedKey: schema.OwnedKey
  unplannedKey: schema.UnplannedKey
  reason: schema.Reason
  lastUseCheck: schema.LastUseCheck
  family: schema.Family
  owner: schema.Owner
  savings: schema.Savings
}
