import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa-server.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { OpaAnswer } from './client.ts'
import { type Denial, readDenials } from './denials.ts'

/** What came of one key. */
export interface Opinion {
  key: KeyRecord
  denials: readonly Denial[]
  /** Why this may not be all; null: it is. */
  hole: { reason: GapReason; why: string } | null
}

/** An answer that says nothing of use is none. */
export function opinionOf(key: KeyRecord, answer: OpaAnswer, { rule }: OpaServer): Opinion {
  if (!answer.known) return { key, denials: [], hole: answer }
  if (answer.result === undefined) return { key, denials: [], hole: { reason: 'unsupported', why: undefinedAt(rule) } }
  const { denials, odd } = readDenials(answer.result)
  return { key, denials, hole: odd === null ? null : { reason: 'malformed', why: odd } }
}

/** A wrong path and a rule that is not true look the same from outside; only the latter is good news. */
const undefinedAt = (rule: string): string =>
  `OPA has no document at v1/data/${rule}: load the policy there, and write the rule as a set (deny contains …), which is always defined`
