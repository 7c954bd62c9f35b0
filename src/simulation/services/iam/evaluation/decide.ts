import type { PolicyDocument } from '../../../world/sim-iam.ts'
import { applies, missingKeys, statementsOf, type SimRequest } from './statements.ts'

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny'

/** A policy with the name that the simulator gives it. */
export interface NamedDocument {
  id: string
  document: PolicyDocument
}

/** All that decides what a principal may do, besides policies of resources. */
export interface PrincipalPolicies {
  identity: readonly NamedDocument[]
  /** Null: the principal has no permissions boundary. */
  boundary: PolicyDocument | null
  /** Null: the account is in no organization. */
  serviceControl: readonly (readonly PolicyDocument[])[] | null
}

export interface Evaluation {
  decision: Decision
  /** The policies with the statements that decide. */
  matched: string[]
  missing: string[]
  allowedByBoundary: boolean | null
  allowedByOrganizations: boolean | null
}

/**
 * Decides a request as IAM does: an explicit deny wins, and the identity policies, the permissions boundary and every
 * level of the organization have to allow it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(
  { identity, boundary, serviceControl }: PrincipalPolicies,
  resourcePolicy: PolicyDocument | null,
  request: SimRequest,
): Evaluation {
  const named = [...identity, ...(resourcePolicy === null ? [] : [{ id: 'ResourcePolicy', document: resourcePolicy }])]
  const byPolicies = decisionOf(
    named.map(({ document }) => document),
    request,
  )
  const byBoundary = boundary === null ? 'allowed' : decisionOf([boundary], request)
  const levels = (serviceControl ?? []).map(level => decisionOf(level, request))
  const all = [byPolicies, byBoundary, ...levels]
  const decision = strictest(all)
  return {
    decision,
    matched: named.filter(({ document }) => hasStatement(document, decision, request)).map(({ id }) => id),
    missing: missingKeys([...named.map(({ document }) => document), ...(boundary === null ? [] : [boundary])], request),
    allowedByBoundary: boundary === null ? null : byBoundary === 'allowed',
    allowedByOrganizations: serviceControl === null ? null : levels.every(level => level === 'allowed'),
  }
}

/** The decision that permits least. */
export const strictest = (decisions: readonly Decision[]): Decision =>
  STRICTEST_FIRST.find(decision => decisions.includes(decision)) ?? 'implicitDeny'

const STRICTEST_FIRST: readonly Decision[] = ['explicitDeny', 'implicitDeny', 'allowed']

function decisionOf(documents: readonly PolicyDocument[], request: SimRequest): Decision {
  const effects = documents
    .flatMap(statementsOf)
    .filter(statement => applies(statement, request))
    .map(({ Effect }) => Effect)
  if (effects.includes('Deny')) return 'explicitDeny'
  return effects.includes('Allow') ? 'allowed' : 'implicitDeny'
}

/** Only statements that decide are named: of a denial, the denying ones. */
const hasStatement = (document: PolicyDocument, decision: Decision, request: SimRequest): boolean =>
  statementsOf(document).some(statement => statement.Effect === EFFECTS[decision] && applies(statement, request))

const EFFECTS: Readonly<Record<Decision, string>> = { allowed: 'Allow', explicitDeny: 'Deny', implicitDeny: '' }
