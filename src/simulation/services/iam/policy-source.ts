import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimIam, SimIamRole, SimIamUser, SimIdentity } from '../../world/sim-iam.ts'
import type { NamedDocument, PrincipalPolicies } from './evaluation/decide.ts'
import { noSuchEntity } from './lists.ts'

const SOURCE = /^arn:[\w-]+:iam::(\d{12}):(user|group|role)\/(?:.+\/)?([\w+=,.@-]+)$/

/** Finds the user, group or role of `PolicySourceArn`, and everything that decides what it may do. */
export function policiesOfSource({ account, input }: SimulatedCall): { kind: string; policies: PrincipalPolicies } {
  const given = String(input['PolicySourceArn'] ?? '')
  const [, owner, kind = '', name = ''] = SOURCE.exec(given) ?? []
  if (kind === '' || owner !== account.id) throw new WireError('InvalidInput', `Invalid Entity Arn: ${given}`)
  const iam = account.iam ?? {}
  const identity = identityIn(iam, kind, name)
  if (identity === undefined) throw noSuchEntity(kind, name)
  return { kind, policies: policiesOfIdentity(iam, kind, identity) }
}

/** Everything of an account that decides what a user, group or role may do. */
export function policiesOfIdentity(iam: SimIam, kind: string, identity: SimIdentity): PrincipalPolicies {
  const { groups = [], boundary } = identity as SimIamUser & SimIamRole
  const ofGroups = groups.flatMap(group => iam.groups?.find(one => one.name === group) ?? [])
  return {
    identity: [...documentsOf(iam, kind, identity), ...ofGroups.flatMap(group => documentsOf(iam, 'group', group))],
    boundary: boundary === undefined ? null : managed(iam, boundary),
    serviceControl: iam.serviceControl ?? null,
  }
}

const identityIn = ({ users = [], groups = [], roles = [] }: SimIam, kind: string, name: string) =>
  (kind === 'user' ? users : kind === 'group' ? groups : roles).find(one => one.name === name)

/** The simulator names a managed policy by its name, and an inline one with its principal: `role_reports_decrypt`. */
function documentsOf(iam: SimIam, kind: string, { name, inline = {}, attached = [] }: SimIdentity): NamedDocument[] {
  return [
    ...Object.entries(inline).map(([policy, document]) => ({ id: `${kind}_${name}_${policy}`, document })),
    ...attached.map(policy => ({ id: policy, document: managed(iam, policy) })),
  ]
}

const managed = ({ policies = [] }: SimIam, name: string) =>
  policies.find(policy => policy.name === name)?.document ?? { Statement: [] }
