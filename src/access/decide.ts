import type { AccessAnswer, AccessLink, AccessLinkName } from '../model/assessments/access.ts'
import { OWN_ACCOUNT_ONLY } from '../policy/statements/actions.ts'
import { actionsListed } from '../policy/statements/listed-actions.ts'
import { allOf, anyOf, not, type Truth } from '../policy/request/truth.ts'
import type { RequestFacts } from './facts.ts'
import { grantSide } from './grant-link.ts'
import { type IdentitySide, identitySide } from './identity-links.ts'
import { type PolicySide, policySide } from './policy-link.ts'

/*
 * How the answer follows from the links
 * -------------------------------------
 * A request is allowed if nothing denies it and something gives it. Each part is yes, no, or maybe if it could not be
 * read or depends on the request; the answer is unknown only if a maybe decides.
 *
 *   denies   the key or secret as such (another Region, a usage or state in which the action fails), the organization,
 *            an explicit Deny in an identity policy, a permissions boundary, the key policy or the policy of the secret
 *
 *   gives, where the principal is in the account of the key or secret
 *            key      its policy names the principal or everyone (and the boundary does not limit that); or its policy
 *                     lets IAM decide, and the identity policies allow it; or a grant
 *            secret   its policy names the principal or everyone (and the boundary does not limit that); or the identity
 *                     policies allow it
 *
 *   gives, where the principal is in another account
 *            key      the identity policies allow it, and the key policy names the principal, its account or everyone;
 *                     or a grant
 *            secret   the identity policies allow it, and the policy of the secret names the principal, its account or
 *                     everyone
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */

export interface Decision {
  answer: AccessAnswer
  deciding: AccessLinkName | null
  reason: string
  links: AccessLink[]
}

/** Decides one request. Pure. Adding a Deny to any policy never makes a denied request allowed. */
export function decide(facts: RequestFacts): Decision {
  const { request, owner, blocked } = facts
  const isOwn = request.caller.account === owner
  const identity = identitySide(facts.identity, request.action)
  const policy = policySide(facts, isOwn ? identity.boundary : 'yes')
  const grant = grantSide(facts)
  const isForOwner = !isOwn && grant !== null && isOnlyForOwner(request.action)
  const sides = { isOwn, isKey: grant !== null, identity, policy, grant: grant?.allows ?? 'no' }
  const isBlocked = blocked.known ? (blocked.value === null ? 'no' : 'yes') : 'maybe'
  const truth = allOf([not(anyOf([isBlocked, identity.denies, policy.denies])), isForOwner ? 'no' : givenBy(sides)])
  const links = [
    ...blockedLinks(facts),
    ...identity.links,
    isForOwner ? { ...policy.link, decision: 'denied' as const, reason: OWNER_ONLY } : policy.link,
    ...(grant === null ? [] : [grant.link]),
  ]
  return { ...said(ANSWERS[truth], links, sides), links }
}

/** The link that decides. A doubt that is in no link is about the boundary. */
function said(answer: AccessAnswer, links: AccessLink[], sides: Sides): Omit<Decision, 'links'> {
  if (answer === 'unknown' && !links.some(({ decision }) => decision === 'unknown')) {
    const at = links.findIndex(({ link }) => link === 'permissions_boundary')
    const link = links[at]
    if (link !== undefined) links[at] = { ...link, decision: 'unknown', reason: BOUNDARY_IN_DOUBT }
  }
  const deciding = decidingLink(answer, links, sides)
  return { answer, deciding: deciding?.link ?? null, reason: deciding?.reason ?? NOTHING_ALLOWS }
}

const ANSWERS: Readonly<Record<Truth, AccessAnswer>> = { yes: 'allowed', no: 'denied', maybe: 'unknown' }
const NOTHING_ALLOWS = 'Nothing allows it.'
const BOUNDARY_IN_DOUBT =
  'The permissions boundary does not allow it. AWS does not say whether it limits grants and policies for everyone.'
const OWNER_ONLY = 'Only principals of the account that owns the key can do this.'

/** https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html */
const isOnlyForOwner = (action: string): boolean =>
  (actionsListed({ negated: false, items: [action] }) & OWN_ACCOUNT_ONLY) !== 0n

interface Sides {
  isOwn: boolean
  isKey: boolean
  identity: IdentitySide
  policy: PolicySide
  grant: Truth
}

function givenBy({ isOwn, isKey, identity, policy, grant }: Sides): Truth {
  // AWS does not say whether a permissions boundary limits a grant.
  const granted = allOf([grant, identity.boundary === 'yes' ? 'yes' : 'maybe'])
  if (!isOwn) return anyOf([allOf([identity.allows, anyOf([policy.names, policy.delegates])]), granted])
  const byIdentity = isKey ? allOf([policy.delegates, identity.allows]) : identity.allows
  return anyOf([policy.allows, byIdentity, granted])
}

function blockedLinks({ blocked, request }: RequestFacts): AccessLink[] {
  const state = request.action.startsWith('kms:') ? 'key_state' : 'secret_state'
  const link = { action: null, statement: null }
  if (!blocked.known) return [{ link: state, ...link, decision: 'unknown', reason: blocked.why }]
  if (blocked.value !== null)
    return [{ link: blocked.value.link, ...link, decision: 'denied', reason: blocked.value.why }]
  const reason =
    state === 'key_state'
      ? `Usage and state of the key do not prevent ${request.action}, and the key is in this Region.`
      : 'The secret is not to be deleted, and in this Region.'
  return [{ link: state, ...link, decision: 'allowed', reason }]
}

/** The link that the answer is due to. */
function decidingLink(answer: AccessAnswer, links: readonly AccessLink[], sides: Sides): AccessLink | null {
  const named = (name: AccessLinkName): AccessLink | null => links.find(({ link }) => link === name) ?? null
  const policyName = sides.isKey ? 'key_policy' : 'resource_policy'
  if (answer === 'unknown') {
    const open = links.filter(({ decision }) => decision === 'unknown')
    // A state that is not known is seldom what decides.
    return open.find(({ link }) => !link.endsWith('_state')) ?? open[0] ?? null
  }
  if (answer === 'denied') {
    const denial = links.find(({ decision }) => decision === 'denied')
    return denial ?? named(missingLink(sides, policyName)) ?? null
  }
  return named(givingLink(sides, policyName))
}

function givingLink({ isOwn, identity, policy, grant, isKey }: Sides, policyName: AccessLinkName): AccessLinkName {
  if (!isOwn)
    return identity.allows === 'yes' && anyOf([policy.names, policy.delegates]) === 'yes' ? policyName : 'grant'
  if (policy.allows === 'yes') return policyName
  if (identity.allows === 'yes' && (!isKey || policy.delegates === 'yes')) return 'identity_policy'
  return grant === 'yes' ? 'grant' : policyName
}

/** What would have had to allow it. */
function missingLink({ isOwn, isKey, identity, policy }: Sides, policyName: AccessLinkName): AccessLinkName {
  const isNamed = anyOf([policy.names, policy.delegates]) !== 'no'
  if ((isKey || !isOwn) && !isNamed) return policyName
  return identity.boundary === 'no' ? 'permissions_boundary' : 'identity_policy'
}
