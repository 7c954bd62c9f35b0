import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { OpaAnswer } from './client.ts'
import { type Denial, readDenials } from './denials.ts'

/** What the policies decided about one key. */
export interface OpaDecision {
  key: KeyRecord
  denials: readonly Denial[]
  /** Why there may be more denials than these; null: these are all. */
  incompleteBecause: { reason: GapReason; why: string } | null
}

/** Reads the answer for one key. An answer without a usable result counts as no answer. */
export function decisionOf(key: KeyRecord, answer: OpaAnswer, { rule }: OpaServer): OpaDecision {
  if (!answer.known) return { key, denials: [], incompleteBecause: answer }
  if (answer.result === undefined) {
    return { key, denials: [], incompleteBecause: { reason: 'unsupported', why: undefinedRuleText(rule) } }
  }
  const { denials, incompleteBecause: why } = readDenials(answer.result)
  return { key, denials, incompleteBecause: why === null ? null : { reason: 'malformed', why } }
}

/**
 * OPA answers a wrong path and a rule that is undefined in the same way. Only the latter means that nothing is denied.
 */
const undefinedRuleText = (rule: string): string =>
  `OPA has no document at v1/data/${rule}: load the policy there, and write the rule as a set (deny contains …), which is always defined`
