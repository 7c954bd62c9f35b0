import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type {
  PolicyDocument,
  SimIamGroup,
  SimIamRole,
  SimIamUser,
  SimIdentity,
  SimManagedPolicy,
} from '../../world/sim-iam.ts'
import type { SimAccount } from '../../world/world.ts'
import { listIn, markedPage } from './lists.ts'
import { CREATED, encoded, identityArn, policyArn, uniqueId } from './names.ts'
import { boundaryAndTags, byName, lastUse, plainRole } from './roles.ts'

/** An entry of the answer, and the list that holds it. */
interface Entry {
  list: (typeof LISTS)[number]
  entry: object
}

const LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const
const FILTERS = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy']

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
export function getAccountAuthorizationDetails(call: SimulatedCall): unknown {
  const filter = listIn(call.input, 'Filter')
  const invalid = filter.find(one => !FILTERS.includes(one))
  if (invalid !== undefined)
    throw new WireError('ValidationError', `Value '${invalid}' at 'filter' failed to satisfy constraint: ${FILTERS}`)
  const wants = (type: string): boolean => filter.length === 0 || filter.includes(type)
  const { items, marks } = markedPage(entriesOf(call.account, wants), call)
  const listed = LISTS.map(list => [list, items.filter(item => item.list === list).map(({ entry }) => entry)])
  return { ...(Object.fromEntries(listed) as object), ...marks }
}

function entriesOf(account: SimAccount, wants: (type: string) => boolean): Entry[] {
  const { users = [], groups = [], roles = [], policies = [] } = account.iam ?? {}
  const attached = policies.map(policy => ({ policy, count: attachments(account, policy) }))
  const used = attached.filter(({ policy, count }) =>
    policy.aws === true ? wants('AWSManagedPolicy') && count > 0 : wants('LocalManagedPolicy'),
  )
  return [
    ...(wants('User') ? users.toSorted(byName).map(user => userEntry(account, user)) : []),
    ...(wants('Group') ? groups.toSorted(byName).map(group => groupEntry(account, group)) : []),
    ...(wants('Role') ? roles.toSorted(byName).map(role => roleEntry(account, role)) : []),
    ...used.map(({ policy, count }) => policyEntry(account, policy, count)),
  ]
}

const userEntry = (account: SimAccount, user: SimIamUser): Entry => ({
  list: 'UserDetailList',
  entry: {
    ...named(account, 'User', user),
    ...policiesOf(account, 'User', user),
    GroupList: user.groups ?? [],
    ...boundaryAndTags(account, user),
  },
})

const groupEntry = (account: SimAccount, group: SimIamGroup): Entry => ({
  list: 'GroupDetailList',
  entry: { ...named(account, 'Group', group), ...policiesOf(account, 'Group', group) },
})

const roleEntry = (account: SimAccount, role: SimIamRole): Entry => ({
  list: 'RoleDetailList',
  entry: {
    ...plainRole(account, role),
    InstanceProfileList: [],
    ...policiesOf(account, 'Role', role),
    ...boundaryAndTags(account, role),
    ...lastUse(role),
  },
})

function named(account: SimAccount, kind: 'User' | 'Group', identity: SimIdentity): object {
  const arn = identityArn(account, kind === 'User' ? 'user' : 'group', identity)
  return {
    Path: identity.path ?? '/',
    [`${kind}Name`]: identity.name,
    [`${kind}Id`]: uniqueId(kind === 'User' ? 'AIDA' : 'AGPA', arn),
    Arn: arn,
    CreateDate: new Date(identity.createdAt ?? CREATED),
  }
}

function policiesOf(account: SimAccount, kind: string, { inline = {}, attached = [] }: SimIdentity): object {
  return {
    [`${kind}PolicyList`]: Object.entries(inline).map(([PolicyName, document]) => ({
      PolicyName,
      PolicyDocument: encoded(document),
    })),
    AttachedManagedPolicies: attached.map(name => {
      const policy = account.iam?.policies?.find(one => one.name === name) ?? { name }
      return { PolicyName: name, PolicyArn: `${policyArn(account, policy as SimManagedPolicy)}` }
    }),
  }
}

function policyEntry(account: SimAccount, policy: SimManagedPolicy, count: number): Entry {
  const arn = policyArn(account, policy)
  const versions = [...(policy.older ?? []), policy.document].map((document, at) => version(document, at + 1))
  const [latest, ...before] = versions.toReversed()
  const entry = {
    PolicyName: policy.name,
    PolicyId: uniqueId('ANPA', arn),
    Arn: arn,
    Path: policy.path ?? '/',
    DefaultVersionId: `v${versions.length}`,
    AttachmentCount: count,
    PermissionsBoundaryUsageCount: boundedBy(account, policy),
    IsAttachable: true,
    CreateDate: new Date(CREATED),
    UpdateDate: new Date(CREATED),
    PolicyVersionList: [{ ...latest, IsDefaultVersion: true }, ...before],
  }
  return { list: 'Policies', entry }
}

const version = (document: PolicyDocument, number: number) => ({
  Document: encoded(document),
  VersionId: `v${number}`,
  IsDefaultVersion: false,
  CreateDate: new Date(CREATED),
})

const attachments = ({ iam = {} }: SimAccount, { name }: SimManagedPolicy): number =>
  [...(iam.users ?? []), ...(iam.groups ?? []), ...(iam.roles ?? [])].filter(({ attached }) => attached?.includes(name))
    .length

const boundedBy = ({ iam = {} }: SimAccount, { name }: SimManagedPolicy): number =>
  [...(iam.users ?? []), ...(iam.roles ?? [])].filter(({ boundary }) => boundary === name).length
