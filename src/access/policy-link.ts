import type { AccessLink } from '../model/assessments/access.ts'
import { known, type Fact } from '../model/fact.ts'
import { type Applying, evaluatePolicy, type Evaluation } from '../policy/request/evaluate.ts'
import { listText } from '../lib/text/lists.ts'
import type { Policy } from '../policy/statements/policy.ts'
import { statementText } from '../policy/statements/statement-text.ts'
import { anyOf, type Truth } from '../policy/request/truth.ts'
import type { RequestFacts } from './facts.ts'

/** What the policy of the key or secret says about one request. */
export interface PolicySide {
  denies: Truth
  /** It names the principal, its session or everyone, and what limits the principal does not limit that. */
  allows: Truth
  /** It names the principal or everyone, whatever limits the principal. */
  names: Truth
  /** It lets the policies of the account of the principal decide. */
  delegates: Truth
  link: AccessLink
}

/**
 * Evaluates the policy of the key or secret. In the account of the principal, an Allow for a role is limited by its
 * permissions boundary, and an Allow for a user or a session is not. Of an Allow for everyone AWS does not say it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export function policySide({ request, policy, owner }: RequestFacts, boundary: Truth): PolicySide {
  const isKey = request.action.startsWith('kms:')
  const head = { link: isKey ? 'key_policy' : 'resource_policy', action: request.action } as const
  if (!policy.known) {
    const link: AccessLink = { ...head, decision: 'unknown', reason: policy.why, statement: null }
    return { denies: 'maybe', allows: 'maybe', names: 'maybe', delegates: 'maybe', link }
  }
  const found = evaluationOf(policy, request)
  const named = found.allows.filter(({ by }) => by !== 'account')
  const delegating = found.allows.filter(({ by }) => by === 'account')
  return {
    denies: found.denied,
    allows: anyOf(named.map(one => limitedBy(boundary, one))),
    names: anyOf(named.map(({ truth }) => truth)),
    delegates: anyOf(delegating.map(({ truth }) => truth)),
    link: { ...head, ...linkOf(found, policy.value !== null, request.caller.account === owner, isKey) },
  }
}

function evaluationOf(policy: Fact<Policy | null> & { known: true }, request: RequestFacts['request']): Evaluation {
  return evaluatePolicy(policy.value ?? { statements: [] }, request)
}

function limitedBy(boundary: Truth, { by, truth }: Applying): Truth {
  if (by === 'user' || by === 'session' || boundary === 'yes') return truth
  return boundary === 'no' && by === 'role' ? 'no' : 'maybe'
}

type Said = Pick<AccessLink, 'decision' | 'reason' | 'statement'>

function linkOf({ denied, denials, allows }: Evaluation, exists: boolean, isOwn: boolean, isKey: boolean): Said {
  const what = isKey ? 'key policy' : 'resource policy'
  if (!exists) return { decision: 'not_applicable', reason: 'The secret has no resource policy.', statement: null }
  const [denial] = denials.toSorted(certainFirst)
  if (denial !== undefined && denied === 'yes') {
    const statement = statementText(denial.statement)
    return { decision: 'denied', reason: `A Deny in the ${what} applies: ${statement}.`, statement }
  }
  const [allow] = allows.toSorted(certainFirst)
  const open = denial ?? (allow?.truth === 'maybe' ? allow : undefined)
  if (open !== undefined)
    return { decision: 'unknown', reason: openText(open, what), statement: statementText(open.statement) }
  if (allow === undefined)
    return {
      decision: 'not_allowed',
      reason: `The ${what} does not name the principal${isKey ? ' nor its account' : ''}.`,
      statement: null,
    }
  const statement = statementText(allow.statement)
  if (allow.by !== 'account') return { decision: 'allowed', reason: `The ${what} allows it: ${statement}.`, statement }
  return isKey || !isOwn
    ? { decision: 'allowed', reason: `The ${what} lets IAM policies of the account decide: ${statement}.`, statement }
    : {
        decision: 'not_allowed',
        reason: `The ${what} names the account, whose IAM policies decide: ${statement}.`,
        statement,
      }
}

/** What certainly applies first, then what names the principal before what names its account. */
const certainFirst = (one: Applying, other: Applying): number =>
  Number(one.truth === 'maybe') - Number(other.truth === 'maybe') ||
  Number(one.by === 'account') - Number(other.by === 'account')

function openText({ statement, open }: Applying, what: string): string {
  const where = `${statementText(statement)} of the ${what}`
  return open.length === 0
    ? `Whether ${where} applies depends on the session of the role, or on exceptions that are not certain.`
    : `Whether ${where} applies depends on ${listText(open.map(({ name }) => name))}.`
}

export const NO_POLICY: Fact<Policy | null> = known(null)
