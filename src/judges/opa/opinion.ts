import type { OpaServer } from '../../model/opa-server.ts'
import type { KeyRecord } from '../../model/report.ts'
import type { OpaAnswer } from './client.ts'
import { type Denial, readDenials } from './denials.ts'

/** What came of one key. */
export type Opinion = { key: KeyRecord } & (
  { known: true; denials: readonly Denial[] } | Extract<OpaAnswer, { known: false }>
)

/** An answer that says nothing of use is none. */
export function opinionOf(key: KeyRecord, answer: OpaAnswer, { rule }: OpaServer): Opinion {
  if (!answer.known) return { key, ...answer }
  if (answer.result === undefined) return { key, known: false, reason: 'unsupported', why: undefinedAt(rule) }
  const denials = readDenials(answer.result)
  return typeof denials === 'string'
    ? { key, known: false, reason: 'malformed', why: denials }
    : { key, known: true, denials }
}

/** A wrong path and a rule that is not true look the same from outside; only the latter is good news. */
const undefinedAt = (rule: string): string =>
  `OPA has nothing at v1/data/${rule}: load the policy there, and write its rule as a set (deny contains …), which is always defined`
