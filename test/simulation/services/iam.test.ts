import {
  GetAccountAuthorizationDetailsCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam'
import { expect, test } from 'vitest'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../../../src/simulation/wire/simulated-aws.ts'
import { sampleIam } from '../../../src/simulation/sample/iam/sample-iam.ts'
import type { SimIam } from '../../../src/simulation/world/sim-iam.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, arn, NOW, settings } from './clients.ts'

const allow = (Action: string | string[], Resource: string, Condition?: Record<string, Record<string, unknown>>) => ({
  Effect: 'Allow' as const,
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
})
const deny = (Action: string, Resource: string) => ({ Effect: 'Deny' as const, Action, Resource })
const policy = (...Statement: ReturnType<typeof allow | typeof deny>[]) => ({ Version: '2012-10-17', Statement })

/** An IAM client of an account with these principals. Its only enabled Region is not that of IAM. */
function clientOf(iam: SimIam, options: SimulatedAwsOptions = {}) {
  const account = simAccount({ id: ACCOUNT, regions: { 'eu-west-1': { keys: [] } }, iam })
  return new IAMClient(settings(new SimulatedAws({ clock: () => NOW, accounts: [account] }, options), 'eu-west-1'))
}

const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`

async function simulate(iam: SimIam, input: Partial<SimulatePrincipalPolicyCommandInput> = {}) {
  const asked = { PolicySourceArn: roleArn('app'), ActionNames: ['kms:Decrypt'], ResourceArns: [arn(1)], ...input }
  const { EvaluationResults } = await clientOf(iam).send(new SimulatePrincipalPolicyCommand(asked))
  return EvaluationResults?.[0]
}

const appWith = (statement: ReturnType<typeof allow>): SimIam => ({
  roles: [{ name: 'app', inline: { keys: policy(statement) } }],
})

test('simulated IAM: the details of an account come in pages, with URL-encoded documents and all versions', async () => {
  const client = clientOf(sampleIam({ now: NOW, trackingStart: NOW, account: ACCOUNT }))
  const seen: string[] = []
  let marker: string | undefined
  do {
    const page = await client.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 4, Marker: marker }))
    for (const { UserName } of page.UserDetailList ?? []) seen.push(`user ${UserName}`)
    for (const { GroupName } of page.GroupDetailList ?? []) seen.push(`group ${GroupName}`)
    for (const { RoleName } of page.RoleDetailList ?? []) seen.push(`role ${RoleName}`)
    for (const { PolicyName } of page.Policies ?? []) seen.push(`policy ${PolicyName}`)
    marker = page.Marker
    expect(page.IsTruncated).toBe(marker !== undefined)
  } while (marker !== undefined)
  expect(seen).toHaveLength(new Set(seen).size)
  expect(seen).toEqual(expect.arrayContaining(['user alice', 'group on-call', 'role KeyAdmin', 'policy crm-keys']))
  const local = new GetAccountAuthorizationDetailsCommand({ Filter: ['LocalManagedPolicy'], MaxItems: 1000 })
  const { Policies = [], RoleDetailList } = await client.send(local)
  expect(RoleDetailList ?? []).toEqual([])
  const lake = Policies.find(({ PolicyName }) => PolicyName === 'analytics-read')
  expect(lake).toMatchObject({ DefaultVersionId: 'v2', AttachmentCount: 1, PermissionsBoundaryUsageCount: 0 })
  const document = lake?.PolicyVersionList?.find(version => version.IsDefaultVersion)?.Document ?? ''
  expect(document).toMatch(/^%7B%22Version%22/)
  expect(JSON.parse(decodeURIComponent(document))).toMatchObject({ Statement: [{}, { Action: 'kms:Decrypt' }] })
})

test('simulated IAM: a filter, a marker or a role that does not exist is refused', async () => {
  const client = clientOf({})
  const filter = ['Nobody'] as never
  await expect(client.send(new GetAccountAuthorizationDetailsCommand({ Filter: filter }))).rejects.toMatchObject({
    name: 'ValidationError',
  })
  await expect(client.send(new ListRolesCommand({ Marker: 'x' }))).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(client.send(new GetRoleCommand({ RoleName: 'gone' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role with name gone cannot be found.',
  })
})

test('simulated IAM: only GetRole has the boundary and the last use of a role', async () => {
  const client = clientOf(sampleIam({ now: NOW, trackingStart: NOW, account: ACCOUNT }))
  const { Roles = [] } = await client.send(new ListRolesCommand({ MaxItems: 1 }))
  expect(Roles).toMatchObject([{ RoleName: 'KeyAdmin', Arn: roleArn('KeyAdmin') }])
  const { Role } = await client.send(new GetRoleCommand({ RoleName: 'analyst' }))
  expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(`arn:aws:iam::${ACCOUNT}:policy/no-secrets-boundary`)
  expect(Role?.RoleLastUsed?.Region).toBe('eu-west-1')
})

test('simulated IAM: SimulatePrincipalPolicy decides for each resource, and the strictest decision is on top', async () => {
  const result = await simulate(appWith(allow('kms:*', arn(1))), { ResourceArns: [arn(1), arn(2)] })
  expect(result).toMatchObject({ EvalActionName: 'kms:Decrypt', EvalDecision: 'implicitDeny' })
  expect(result?.ResourceSpecificResults).toMatchObject([
    {
      EvalResourceName: arn(1),
      EvalResourceDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'role_app_keys' }],
    },
    { EvalResourceName: arn(2), EvalResourceDecision: 'implicitDeny', MatchedStatements: [] },
  ])
})

test('simulated IAM: a condition key that the caller does not give is missing, and then decides', async () => {
  const via = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }
  const iam = appWith(allow('kms:Decrypt', '*', via))
  const [missing] = (await simulate(iam))?.ResourceSpecificResults ?? []
  expect(missing).toMatchObject({ EvalResourceDecision: 'implicitDeny', MissingContextValues: ['kms:ViaService'] })
  const context = {
    ContextKeyName: 'kms:ViaService',
    ContextKeyType: 'string' as const,
    ContextKeyValues: ['s3.us-east-1.amazonaws.com'],
  }
  const [given] = (await simulate(iam, { ContextEntries: [context] }))?.ResourceSpecificResults ?? []
  expect(given).toMatchObject({ EvalResourceDecision: 'allowed', MissingContextValues: [] })
})

test.each([
  ['boundary', { boundary: 'limit' }, { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } }],
  ['SCP', { scp: deny('kms:Decrypt', '*') }, { OrganizationsDecisionDetail: { AllowedByOrganizations: false } }],
])('simulated IAM: a %s takes away what a policy allows, and the answer says so', async (_, limit, detail) => {
  const iam: SimIam = {
    roles: [{ name: 'app', attached: ['keys'], ...('boundary' in limit && { boundary: limit.boundary }) }],
    policies: [
      { name: 'keys', document: policy(allow('kms:*', '*')) },
      { name: 'limit', document: policy(allow('s3:*', '*')) },
    ],
    ...('scp' in limit && { serviceControl: [[policy(allow('*', '*')), policy(limit.scp)]] }),
  }
  const result = await simulate(iam)
  expect(result).toMatchObject(detail)
  expect(result?.EvalDecision).not.toBe('allowed')
})

test('simulated IAM: a user has the policies of its groups, and may bring the policy of a resource', async () => {
  const iam: SimIam = {
    users: [{ name: 'ann', groups: ['team'] }],
    groups: [{ name: 'team', inline: { keys: policy(allow('kms:Decrypt', arn(1))) } }],
  }
  const asAnn = { PolicySourceArn: `arn:aws:iam::${ACCOUNT}:user/ann` }
  expect((await simulate(iam, asAnn))?.EvalDecision).toBe('allowed')
  const ResourcePolicy = JSON.stringify(policy(deny('kms:*', '*')))
  expect((await simulate(iam, { ...asAnn, ResourcePolicy }))?.EvalDecision).toBe('explicitDeny')
  await expect(simulate(appWith(allow('*', '*')), { ResourcePolicy })).rejects.toMatchObject({
    name: 'InvalidInputException',
  })
})

test('simulated IAM: a throttled or denied call has the error of IAM', async () => {
  const error = { name: 'Throttling', message: 'Rate exceeded' }
  const busy = clientOf({}, { faults: [refuse({ service: 'iam', error, times: 1 })] })
  await expect(busy.send(new ListRolesCommand({}))).rejects.toMatchObject({ name: 'Throttling' })
  await expect(busy.send(new ListRolesCommand({}))).resolves.toMatchObject({ Roles: [] })
})
