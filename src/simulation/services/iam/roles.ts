import type { SimulatedCall } from '../../wire/call.ts'
import type { PolicyDocument, SimIamRole, SimIamUser } from '../../world/sim-iam.ts'
import type { SimAccount } from '../../world/world.ts'
import { markedPage, noSuchEntity } from './lists.ts'
import { CREATED, encoded, identityArn, policyArn, uniqueId } from './names.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export function getRole({ account, input }: SimulatedCall): unknown {
  const name = String(input['RoleName'] ?? '')
  const role = account.iam?.roles?.find(one => one.name === name)
  if (role === undefined) throw noSuchEntity('role', name)
  return { Role: { ...plainRole(account, role), ...boundaryAndTags(account, role), ...lastUse(role) } }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
export function getUser({ account, input }: SimulatedCall): unknown {
  const name = String(input['UserName'] ?? '')
  const user = account.iam?.users?.find(one => one.name === name)
  if (user === undefined) throw noSuchEntity('user', name)
  const arn = identityArn(account, 'user', user)
  const plain = { Path: user.path ?? '/', UserName: name, UserId: uniqueId('AIDA', arn), Arn: arn }
  return { User: { ...plain, CreateDate: new Date(user.createdAt ?? CREATED), ...boundaryAndTags(account, user) } }
}

/**
 * Lists roles without their tags, boundaries and last uses, as IAM does.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */
export function listRoles(call: SimulatedCall): unknown {
  const { account, input } = call
  const prefix = String(input['PathPrefix'] ?? '/')
  const all = (account.iam?.roles ?? []).filter(({ path = '/' }) => path.startsWith(prefix))
  const { items, marks } = markedPage(all.toSorted(byName), call)
  return { Roles: items.map(role => plainRole(account, role)), ...marks }
}

export const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1)

/** What every operation says about a role. */
export function plainRole(account: SimAccount, role: SimIamRole): object {
  const arn = identityArn(account, 'role', role)
  return {
    Path: role.path ?? '/',
    RoleName: role.name,
    RoleId: uniqueId('AROA', arn),
    Arn: arn,
    CreateDate: new Date(role.createdAt ?? CREATED),
    AssumeRolePolicyDocument: encoded(role.trust ?? EC2_TRUST),
    MaxSessionDuration: 3600,
  }
}

const EC2_TRUST: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}

export function boundaryAndTags(account: SimAccount, { boundary, tags }: SimIamRole | SimIamUser): object {
  const policy = account.iam?.policies?.find(({ name }) => name === boundary)
  return {
    PermissionsBoundary:
      policy === undefined
        ? undefined
        : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: policyArn(account, policy) },
    Tags: tags === undefined ? undefined : Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  }
}

export const lastUse = ({ lastUsed }: SimIamRole): object => ({
  RoleLastUsed: lastUsed === undefined ? {} : { LastUsedDate: new Date(lastUsed.at), Region: lastUsed.region },
})
