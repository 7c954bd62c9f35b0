import { failure } from '../../aws/answers/answer.ts'
import type { Key } from '../../model/key.ts'
import { decideVerdict } from '../../usage/verdict.ts'
import type { UnsettledKey } from './unsettled-key.ts'
import type { PlaceAudit } from './place-audit.ts'
import { unknownFacts } from './read-facts.ts'

/** A key whose audit a bug of this program stopped: it is in the report, and all that was asked for is unknown. */
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
