import { AccountClient, paginateListRegions } from '@aws-sdk/client-account'
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { HOUR } from '../../../src/model/time.ts'
import { ACCOUNT, id, NOW, settings } from './clients.ts'

const MEMBER = '444455556666'
const ROLE = `arn:aws:iam::${MEMBER}:role/audit/KeyAuditor`

const twoAccounts = (clock = () => NOW): SimulatedWorld => ({
  clock,
  accounts: [
    simAccount({
      id: ACCOUNT,
      enabledRegions: ['us-east-1', 'eu-west-1', 'eu-south-1'],
      organization: {
        id: 'o-exampleorg',
        rootId: 'r-ab12',
        units: [{ id: 'ou-ab12-11111111', name: 'Workloads', parentId: 'r-ab12' }],
        accounts: [
          { id: ACCOUNT, name: 'Management', parentId: 'r-ab12' },
          { id: MEMBER, name: 'Shop', parentId: 'ou-ab12-11111111' },
          { id: '777788889999', name: 'Old', parentId: 'r-ab12', state: 'CLOSED' },
        ],
      },
    }),
    simAccount({
      id: MEMBER,
      regions: { 'us-east-1': { keys: [simKey({ id: id(7) })] } },
      roles: [{ name: 'audit/KeyAuditor', externalId: 'secret-7', trusts: [ACCOUNT] }],
    }),
  ],
})

test('simulated STS: an access key identifies its account', async () => {
  const aws = new SimulatedAws(twoAccounts())
  const answer = await new STSClient(settings(aws, 'eu-west-1')).send(new GetCallerIdentityCommand({}))
  expect(answer).toMatchObject({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/auditor` })
})

test('simulated STS: a role gives credentials of its own account, which expire', async () => {
  let now = NOW
  const aws = new SimulatedAws(twoAccounts(() => now))
  const input = { RoleArn: ROLE, RoleSessionName: 'audit', ExternalId: 'secret-7', DurationSeconds: 900 }
  const { Credentials, AssumedRoleUser } = await new STSClient(settings(aws)).send(new AssumeRoleCommand(input))
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${MEMBER}:assumed-role/KeyAuditor/audit`)
  expect(Credentials?.Expiration).toEqual(new Date(NOW + HOUR / 4))
  const client = new KMSClient(settings(aws, 'us-east-1', Credentials?.AccessKeyId))
  const { Keys } = await client.send(new ListKeysCommand({}))
  expect(Keys).toEqual([{ KeyId: id(7), KeyArn: `arn:aws:kms:us-east-1:${MEMBER}:key/${id(7)}` }])
  now += HOUR / 4
  await expect(client.send(new ListKeysCommand({}))).rejects.toMatchObject({ name: 'ExpiredTokenException' })
})

test('simulated STS: a wrong external ID is denied', async () => {
  const input = { RoleArn: ROLE, RoleSessionName: 'audit', ExternalId: 'guess' }
  await expect(
    new STSClient(settings(new SimulatedAws(twoAccounts()))).send(new AssumeRoleCommand(input)),
  ).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::${ACCOUNT}:user/auditor is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
    $metadata: { httpStatusCode: 403 },
  })
})

test.each([
  ['a Region that is not enabled', 'ap-east-1', undefined],
  ['credentials nobody knows', 'us-east-1', 'AKIANOBODY'],
])('simulated KMS: %s is refused', async (_, region, accessKeyId) => {
  const client = new KMSClient(settings(new SimulatedAws(twoAccounts()), region, accessKeyId))
  await expect(client.send(new ListKeysCommand({}))).rejects.toMatchObject({
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  })
})

test('simulated Regions: both services list the same enabled Regions', async () => {
  const aws = new SimulatedAws(twoAccounts())
  const listed = []
  const input = { RegionOptStatusContains: ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const] }
  for await (const { Regions } of paginateListRegions(
    { client: new AccountClient(settings(aws, 'eu-west-1')), pageSize: 2 },
    input,
  ))
    listed.push(...(Regions ?? []))
  const described = await new EC2Client(settings(aws)).send(new DescribeRegionsCommand({}))
  expect(listed.map(({ RegionName }) => RegionName)).toEqual(['eu-south-1', 'eu-west-1', 'us-east-1'])
  expect(described.Regions?.map(({ RegionName, OptInStatus }) => [RegionName, OptInStatus])).toEqual([
    ['eu-south-1', 'opted-in'],
    ['eu-west-1', 'opt-in-not-required'],
    ['us-east-1', 'opt-in-not-required'],
  ])
  expect(aws.calls['account:ListRegions']).toBe(2)
})

test.each([
  [
    'ListAccounts',
    { MaxResults: 2 },
    { Accounts: [{ Id: ACCOUNT }, { Id: MEMBER, State: 'ACTIVE', Status: 'ACTIVE' }] },
  ],
  ['ListAccountsForParent', { ParentId: 'ou-ab12-11111111' }, { Accounts: [{ Id: MEMBER }] }],
  ['ListOrganizationalUnitsForParent', { ParentId: 'r-ab12' }, { OrganizationalUnits: [{ Id: 'ou-ab12-11111111' }] }],
])('simulated Organizations: the management account may call %s', async (operation, input, expected) => {
  const aws = new SimulatedAws(twoAccounts())
  const answer = await aws.handle({
    method: 'POST',
    host: 'organizations.us-east-1.amazonaws.com',
    path: '/',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA${ACCOUNT}DEMO/20261120/us-east-1/organizations/aws4_request, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
    },
    body: JSON.stringify(input),
  })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toMatchObject(expected)
})
