import type { AccessAnswer, AccessLink, AccessLinkName } from '../model/assessments/access.ts'
import type { Decision } from './decide.ts'

/**
 * Joins the decisions about several requests that are all needed, such as reading a secret and decrypting it with its
 * key. A denied one decides, then one that is not known.
 */
export function combine(decisions: readonly [Decision, ...Decision[]]): Decision {
  const [first] = decisions
  const answer = ORDER.find(each => decisions.some(one => one.answer === each)) ?? 'unknown'
  const deciding = decisions.findLast(one => one.answer === answer) ?? first
  const earliest = decisions.find(one => one.answer === answer) ?? first
  const { deciding: link, reason } = answer === 'allowed' ? deciding : earliest
  const links: AccessLink[] = decisions.flatMap(one => one.links)
  const reasons = decisions.map(one => one.reason)
  return {
    answer,
    deciding: link satisfies AccessLinkName | null,
    reason: answer === 'allowed' ? [...new Set(reasons)].join(' ') : reason,
    links,
  }
}

const ORDER: readonly AccessAnswer[] = ['denied', 'unknown', 'allowed']

/** The decision that counts if one of several requests is enough, with the links of all. An allowed one decides. */
export function either<One extends Decision>(decisions: readonly [One, ...One[]]): One {
  const [first] = decisions
  const answer = ORDER.findLast(each => decisions.some(one => one.answer === each))
  const deciding = decisions.find(one => one.answer === answer) ?? first
  return { ...deciding, links: decisions.flatMap(one => one.links) }
}
