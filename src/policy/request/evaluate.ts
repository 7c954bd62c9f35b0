import { matchesGlob } from '../../lib/text/glob.ts'
import type { Condition } from '../conditions/condition.ts'
import type { Listed, Policy, Statement } from '../statements/policy.ts'
import { conditionHolds, fillVariables } from './condition-holds.ts'
import { namedIn, type Naming } from './named.ts'
import type { PolicyRequest } from './request.ts'
import { allOf, anyOf, not, type Truth, truthOf } from './truth.ts'

/** A statement that applies to a request, or may apply. */
export interface Applying {
  statement: Statement
  truth: Exclude<Truth, 'no'>
  /** How it names the caller. */
  by: Naming
  /** The conditions that could not be decided. */
  open: readonly Condition[]
}

/** What a key policy or the policy of a secret says about one request. */
export interface Evaluation {
  /** `no`: no Deny applies. */
  denied: Truth
  denials: readonly Applying[]
  allows: readonly Applying[]
}

/**
 * Finds the statements of a resource-based policy that apply to one request. Unlike `accessOf`, which answers who can
 * do what at all, a statement whose conditions are not known neither gives nor takes access: it leaves a doubt.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy({ statements }: Policy, request: PolicyRequest): Evaluation {
  const applying = statements.flatMap(statement => applyingTo(statement, request))
  const denials = applying.filter(({ statement }) => statement.effect === 'Deny')
  return {
    denied: anyOf(denials.map(({ truth }) => truth)),
    denials,
    allows: applying.filter(({ statement }) => statement.effect === 'Allow'),
  }
}

function applyingTo(statement: Statement, request: PolicyRequest): Applying[] {
  const { actions, resources, conditions } = statement
  const held = conditions.map(condition => ({ condition, truth: conditionHolds(condition, request.context) }))
  const rest = allOf([
    namesAction(actions, request.action),
    namesResource(resources, request),
    ...held.map(({ truth }) => truth),
  ])
  if (rest === 'no') return []
  const open = held.filter(({ truth }) => truth === 'maybe').map(({ condition }) => condition)
  return namedIn(statement, request.caller).flatMap(({ by, truth }) => {
    const all = allOf([truth, rest])
    return all === 'no' ? [] : [{ statement, truth: all, by, open }]
  })
}

/** Letter case does not count. */
function namesAction(listed: Listed<string> | null, action: string): Truth {
  if (listed === null) return 'no'
  const isNamed = listed.items.some(pattern => matchesGlob(pattern.toLowerCase(), action.toLowerCase()))
  return truthOf(isNamed !== listed.negated)
}

function namesResource(listed: Listed<string> | null, { resource, context }: PolicyRequest): Truth {
  if (listed === null) return 'no'
  const named = anyOf(
    listed.items.map(pattern => {
      const filled = fillVariables(pattern, context)
      return filled === undefined ? 'maybe' : truthOf(filled !== null && matchesGlob(filled, resource))
    }),
  )
  return listed.negated ? not(named) : named
}
