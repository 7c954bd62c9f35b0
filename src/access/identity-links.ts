import type { Fact } from '../model/fact.ts'
import type { AccessLink } from '../model/assessments/access.ts'
import { listText } from '../lib/text/lists.ts'
import { type Truth, truthOf } from '../policy/request/truth.ts'
import type { SimulatedPolicies } from './facts.ts'

/** What the policies of the account of the principal say about one request. */
export interface IdentitySide {
  /** The identity policies allow it, and neither the boundary nor the organization limits that. */
  allows: Truth
  /** A Deny applies. `maybe` if IAM reports that the organization does not allow it. */
  denies: Truth
  /** The boundary allows it. `yes` also without a boundary. */
  boundary: Truth
  links: AccessLink[]
}

/** Reads the answer of the policy simulator of IAM. */
export function identitySide(identity: Fact<SimulatedPolicies>, action: string): IdentitySide {
  if (!identity.known) {
    const link = { link: 'identity_policy', action, decision: 'unknown', statement: null } as const
    return { allows: 'maybe', denies: 'maybe', boundary: 'maybe', links: [{ ...link, reason: identity.why }] }
  }
  const { decision, allowedByBoundary, missing } = identity.value
  const isOpen = missing.length > 0
  const isHidden = isLimitedByOrganization(identity.value)
  return {
    allows:
      isOpen || isHidden ? (allowedByBoundary === false && !isOpen ? 'no' : 'maybe') : truthOf(decision === 'allowed'),
    denies: isOpen || isHidden ? 'maybe' : truthOf(decision === 'explicitDeny'),
    boundary: isOpen && allowedByBoundary !== null ? 'maybe' : truthOf(allowedByBoundary !== false),
    links: [scpLink(identity.value, action), boundaryLink(identity.value, action), policyLink(identity.value, action)],
  }
}

/**
 * The simulator does not report on which missing keys the policies of the organization depend, so that this may be
 * otherwise for the real request. It also hides what the other policies decide.
 */
const isLimitedByOrganization = ({ allowedByOrganizations }: SimulatedPolicies): boolean =>
  allowedByOrganizations === false

function scpLink({ allowedByOrganizations: allowed }: SimulatedPolicies, action: string): AccessLink {
  const link = { link: 'scp', action, statement: null } as const
  if (allowed === null)
    return { ...link, decision: 'not_applicable', reason: 'IAM reports no service control policies for the account.' }
  return allowed
    ? { ...link, decision: 'allowed', reason: `The service control policies allow ${action}.` }
    : {
        ...link,
        decision: 'unknown',
        reason:
          `IAM reports that the service control policies do not allow ${action}, but not whether they would with ` +
          'values that are known only with the request, such as aws:SourceVpc.',
      }
}

function boundaryLink(simulated: SimulatedPolicies, action: string): AccessLink {
  const { allowedByBoundary: allowed, decision, missing } = simulated
  const link = { link: 'permissions_boundary', action, statement: null } as const
  if (allowed === null)
    return { ...link, decision: 'not_applicable', reason: 'The principal has no permissions boundary.' }
  if (missing.length > 0) return { ...link, decision: 'unknown', reason: missingText(missing) }
  if (allowed) return { ...link, decision: 'allowed', reason: `The permissions boundary allows ${action}.` }
  const isExplicit = decision === 'explicitDeny' && !isLimitedByOrganization(simulated)
  const reason = `The permissions boundary does not allow ${action}.`
  return { ...link, decision: isExplicit ? 'denied' : 'not_allowed', reason }
}

/** IAM reports one decision about everything, so that a boundary or organization that denies hides the policies. */
function policyLink(simulated: SimulatedPolicies, action: string): AccessLink {
  const { decision, matched, missing, allowedByBoundary } = simulated
  const named = matched.length === 0 ? null : listText(matched)
  const link = { link: 'identity_policy', action, statement: named } as const
  if (missing.length > 0) return { ...link, decision: 'unknown', reason: missingText(missing) }
  if (decision === 'allowed') return { ...link, decision: 'allowed', reason: `An identity policy allows ${action}.` }
  if (isLimitedByOrganization(simulated) && allowedByBoundary !== false)
    return { ...link, decision: 'unknown', reason: HIDDEN }
  if (allowedByBoundary === false)
    return { ...link, decision: 'not_applicable', reason: 'What limits the principal decides before its own policies.' }
  return decision === 'explicitDeny'
    ? {
        ...link,
        decision: 'denied',
        reason: `A Deny in an identity policy applies to ${action}${named === null ? '' : `: ${named}`}.`,
      }
    : { ...link, decision: 'not_allowed', reason: `No identity policy allows ${action}.` }
}

const HIDDEN = 'IAM does not say what identity policies decide where service control policies do not allow the action.'

const missingText = (missing: readonly string[]): string =>
  `Policies depend on condition keys that are not known before the request: ${listText(missing)}.`
