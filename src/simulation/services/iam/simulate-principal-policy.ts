import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type { PolicyDocument } from '../../world/sim-iam.ts'
import { type Context } from './evaluation/context.ts'
import { decide, type Evaluation, type PrincipalPolicies, strictest } from './evaluation/decide.ts'
import { listIn, markedPage } from './lists.ts'
import { policiesOfSource } from './policy-source.ts'

/**
 * One result for each action, with the strictest decision over the resources, and the decision about each of them.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export function simulatePrincipalPolicy(call: SimulatedCall): unknown {
  const { input } = call
  const { kind, policies } = policiesOfSource(call)
  const actions = listIn(input, 'ActionNames')
  const wrong = actions.find(action => !/^[\w-]+:\w+$/.test(action))
  if (actions.length === 0 || wrong !== undefined)
    throw new WireError('InvalidInput', `Invalid Action Name: ${wrong ?? ''}`)
  const resourcePolicy = resourcePolicyOf(call, kind)
  const resources = listIn(input, 'ResourceArns')
  const context = contextOf(input)
  const all = actions.map(action => toResult({ policies, resourcePolicy, action, resources, context }))
  const { items, marks } = markedPage(all, call)
  return { EvaluationResults: items, ...marks }
}

interface Simulated {
  policies: PrincipalPolicies
  resourcePolicy: PolicyDocument | null
  action: string
  resources: readonly string[]
  context: Context
}

function toResult({ policies, resourcePolicy, action, resources, context }: Simulated): object {
  const named = resources.filter(resource => resource !== '*')
  const evaluate = (resource: string) => decide(policies, resourcePolicy, { action, resource, context })
  const evaluated = (named.length === 0 ? ['*'] : named).map(resource => ({ resource, ...evaluate(resource) }))
  const decision = strictest(evaluated.map(one => one.decision))
  const organizations = allTrue(evaluated.map(one => one.allowedByOrganizations))
  return {
    EvalActionName: action,
    EvalResourceName: '*',
    EvalDecision: decision,
    MatchedStatements: matchedIn(evaluated.filter(one => one.decision === decision)),
    MissingContextValues: [...new Set(evaluated.flatMap(({ missing }) => missing))],
    OrganizationsDecisionDetail: organizations === null ? undefined : { AllowedByOrganizations: organizations },
    PermissionsBoundaryDecisionDetail: boundaryDetail(allTrue(evaluated.map(one => one.allowedByBoundary))),
    ResourceSpecificResults: named.length === 0 ? undefined : evaluated.map(toSpecific),
  }
}

const toSpecific = (evaluated: Evaluation & { resource: string }): object => ({
  EvalResourceName: evaluated.resource,
  EvalResourceDecision: evaluated.decision,
  MatchedStatements: matchedIn([evaluated]),
  MissingContextValues: evaluated.missing,
  PermissionsBoundaryDecisionDetail: boundaryDetail(evaluated.allowedByBoundary),
})

const matchedIn = (evaluations: readonly Evaluation[]): object[] =>
  [...new Set(evaluations.flatMap(({ matched }) => matched))].map(SourcePolicyId => ({
    SourcePolicyId,
    SourcePolicyType: 'IAM Policy',
  }))

const boundaryDetail = (allowed: boolean | null): object | undefined =>
  allowed === null ? undefined : { AllowedByPermissionsBoundary: allowed }

/** Null: nothing of the kind was evaluated. */
const allTrue = (all: readonly (boolean | null)[]): boolean | null =>
  all.includes(null) ? null : all.every(one => one === true)

/** Resource-based policies are not simulated for roles. */
function resourcePolicyOf({ input }: SimulatedCall, kind: string): PolicyDocument | null {
  const text = input['ResourcePolicy']
  if (text === undefined) return null
  if (kind === 'role')
    throw new WireError('InvalidInput', 'Simulation of resource-based policies is not supported for roles.')
  return JSON.parse(String(text)) as PolicyDocument
}

/** Reads `ContextEntries.member.1.ContextKeyName`, and its values. */
function contextOf(input: SimulatedCall['input']): Context {
  const context = new Map<string, string[]>()
  for (let number = 1; ; number++) {
    const entry = `ContextEntries.member.${number}`
    const name = input[`${entry}.ContextKeyName`]
    if (name === undefined) return context
    context.set(String(name).toLowerCase(), listIn(input, `${entry}.ContextKeyValues`))
  }
}
