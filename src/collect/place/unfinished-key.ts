import { failure } from '../../aws/answers/answer.ts'
import type { Key } from '../../model/key.ts'
import { decideVerdict } from '../../usage/verdict.ts'
import type { UnsettledKey } from './unsettled-key.ts'
import type { PlaceAudit } from './place-audit.ts'
import { unknownFacts } from './read-facts.ts'

/**
 * Returns the result for a key whose audit stopped because of a bug: the report contains it, and everything requested
 * is unknown.
 */
export function unfinished(key: Key, { client: { now }, options, open }: PlaceAudit): UnsettledKey {
  const createdAt = key.readable ? key.createdAt : null
  return {
    key,
    createdAt,
    evidence: [],
    usage: open.length === 0 ? null : decideVerdict([], createdAt, now),
    disposition: 'unknown',
    facts: key.manager === 'AWS' ? {} : unknownFacts(options.needs),
    ...(options.requestDays === null ? {} : { sums: { ...failure('partial', 'an internal error'), givenUp: true } }),
  }
}
