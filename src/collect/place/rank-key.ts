import { factsIn } from '../../facts/needs.ts'
import { keyPrice } from '../../cost/key-price.ts'
import type { Key } from '../../model/key.ts'
import type { KeyFacts } from '../../model/report/key-facts.ts'
import type { PlaceAudit } from './place-audit.ts'
import { priceOptions } from '../../report/price-options.ts'

/**
 * Ranks a key by how much its answers matter, as soon as its price is known (rotations are billed). Other keys wait for
 * this, so it does not wait for the grants, which may be hundreds of pages.
 */
export function rankKey(key: Key, audit: PlaceAudit, priced: Promise<KeyFacts>, isRanked: () => void): void {
  const { options, client, memory, open, opinions, willAsk } = audit
  const { id, manager } = key
  const remembers = (kind: string): boolean => memory.recall(client.place, kind, id) !== undefined
  const isAnswered = open.some(
    ({ id: source, source: { slowOperation }, reader: { quickLook } }) =>
      (slowOperation !== undefined && remembers(`${source} full`)) ||
      (quickLook !== undefined && remembers(`${source} quick look`)),
  )
  if (!isAnswered) willAsk()
  // AWS managed keys cannot be deleted.
  if (manager === 'AWS') return isRanked()
  const state = key.readable ? key.state : null
  const isNeeded = state !== null && options.looks.states.includes(state)
  const price = (facts: KeyFacts) => keyPrice(key, priceOptions(options, facts, key, audit.prices)).key
  const isRemembered = open.some(each => each.source.shortLooks !== undefined && remembers(`${each.id} short`))
  opinions.join({ id, isRemembered, isNeeded, price: price({}) })
  if (!factsIn(options.needs).some(([, { decidesPrice }]) => decidesPrice === true)) return isRanked()
  priced
    .then(facts => opinions.setPrice(id, price(facts)))
    // Everything that awaits the facts gets the same error.
    .catch(() => {})
    .finally(isRanked)
}
