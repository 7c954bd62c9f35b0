import {
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListGrants,
  paginateListKeys,
} from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { TRACKING_START } from '../../../src/simulation/world/limits.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { arn, aWorld, id, NOW, settings } from './clients.ts'

const asked = (...keys: Parameters<typeof simKey>[0][]) => {
  const aws = new SimulatedAws(aWorld(keys.map(key => simKey(key))))
  return { aws, client: new KMSClient(settings(aws)) }
}

test('simulated KMS: ListKeys returns every key once, a thousand a page', async () => {
  const aws = new SimulatedAws(aWorld(Array.from({ length: 2500 }, (_, number) => simKey({ id: id(number) }))))
  const seen = new Set<string | undefined>()
  for await (const { Keys } of paginateListKeys({ client: new KMSClient(settings(aws)), pageSize: 1000 }, {}))
    for (const key of Keys ?? []) seen.add(key.KeyArn)
  expect(seen.size).toBe(2500)
  expect(seen).toContain(arn(2499))
  expect(aws.calls).toEqual({ 'kms:ListKeys': 3 })
})

test('simulated KMS: ListAliases includes predefined aliases without a key', async () => {
  const world = aWorld([simKey({ id: id(1), aliases: ['alias/app', 'alias/app-old'] })])
  Object.assign(world.accounts[0]?.regions['us-east-1'] ?? {}, { predefinedAliases: ['alias/aws/ebs'] })
  const found = []
  const client = new KMSClient(settings(new SimulatedAws(world)))
  for await (const { Aliases } of paginateListAliases({ client, pageSize: 2 }, {})) found.push(...(Aliases ?? []))
  expect(found.map(({ AliasName, TargetKeyId }) => [AliasName, TargetKeyId])).toEqual([
    ['alias/app', id(1)],
    ['alias/app-old', id(1)],
    ['alias/aws/ebs', undefined],
  ])
})

test('simulated KMS: describing a predefined alias creates a key, and is recorded', async () => {
  const world = aWorld([])
  Object.assign(world.accounts[0]?.regions['us-east-1'] ?? {}, { predefinedAliases: ['alias/aws/ebs'] })
  const aws = new SimulatedAws(world)
  const { KeyMetadata } = await new KMSClient(settings(aws)).send(new DescribeKeyCommand({ KeyId: 'alias/aws/ebs' }))
  expect(KeyMetadata?.KeyManager).toBe('AWS')
  expect(aws.createdKeys).toEqual(['alias/aws/ebs'])
})

test('simulated KMS: DescribeKey returns every field of a multi-Region key pending deletion', async () => {
  const multiRegion = { type: 'PRIMARY' as const, primary: arn(1), replicas: [arn(1, 'eu-west-1')] }
  const { client } = asked({
    id: id(1),
    description: 'orders',
    state: 'PendingDeletion',
    deletionDate: NOW + 7 * DAY,
    multiRegion,
  })
  const { KeyMetadata, $metadata } = await client.send(new DescribeKeyCommand({ KeyId: id(1) }))
  expect(KeyMetadata).toMatchObject({
    Arn: arn(1),
    KeyState: 'PendingDeletion',
    Enabled: false,
    DeletionDate: new Date(NOW + 7 * DAY),
    KeySpec: 'SYMMETRIC_DEFAULT',
    CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    MultiRegion: true,
    MultiRegionConfiguration: {
      MultiRegionKeyType: 'PRIMARY',
      ReplicaKeys: [{ Arn: arn(1, 'eu-west-1'), Region: 'eu-west-1' }],
    },
  })
  expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

test('simulated KMS: a key that was deleted since it was listed is not found', async () => {
  const { client } = asked({ id: id(1), vanished: true })
  await expect(client.send(new DescribeKeyCommand({ KeyId: arn(1) }))).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Key '${arn(1)}' does not exist`,
    $metadata: { httpStatusCode: 400 },
  })
})

test.each([
  ['an alias', 'alias/app', 'NotFoundException'],
  ['a key of another Region', arn(1, 'eu-west-1'), 'InvalidArnException'],
])('simulated KMS: GetKeyLastUsage refuses %s', async (_, KeyId, name) => {
  const { client } = asked({ id: id(1), aliases: ['alias/app'] })
  await expect(client.send(new GetKeyLastUsageCommand({ KeyId }))).rejects.toMatchObject({ name })
})

test.each([
  ['an old key', TRACKING_START - DAY, TRACKING_START],
  ['a key made since', TRACKING_START + DAY, TRACKING_START + DAY],
])('simulated KMS: the last use of %s that was never used is an empty object', async (_, createdAt, trackingStart) => {
  const uses = [{ operation: 'Decrypt', at: TRACKING_START - 1 }]
  const { client } = asked({ id: id(1), createdAt, uses })
  const answer = await client.send(new GetKeyLastUsageCommand({ KeyId: id(1) }))
  expect(answer.KeyLastUsage).toEqual({})
  expect(answer.TrackingStartDate).toEqual(new Date(trackingStart))
  expect(answer.KeyCreationDate).toEqual(new Date(createdAt))
})

test('simulated KMS: the last use is the newest successful call that has been recorded', async () => {
  const { client } = asked({
    id: id(1),
    uses: [
      { operation: 'Encrypt', at: NOW - 3 * DAY },
      { operation: 'Decrypt', at: NOW - HOUR, count: 24, over: DAY },
      { operation: 'GenerateDataKey', at: NOW - 30 * MINUTE, errorCode: 'DisabledException' },
      { operation: 'GenerateDataKey', at: NOW - 30 * MINUTE, dryRun: true },
      { operation: 'Encrypt', at: NOW - MINUTE },
    ],
  })
  const { KeyLastUsage } = await client.send(new GetKeyLastUsageCommand({ KeyId: arn(1) }))
  expect(KeyLastUsage).toMatchObject({ Operation: 'Decrypt', Timestamp: new Date(NOW - HOUR) })
  expect(KeyLastUsage?.CloudTrailEventId).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})

test('simulated KMS: ReEncrypt is the last use of both its keys', async () => {
  const at = NOW - DAY
  const { client } = asked({ id: id(1), uses: [{ operation: 'ReEncrypt', at, partner: arn(2) }] }, { id: id(2) })
  for (const KeyId of [id(1), id(2)]) {
    const { KeyLastUsage } = await client.send(new GetKeyLastUsageCommand({ KeyId }))
    expect(KeyLastUsage).toMatchObject({ Operation: 'ReEncrypt', Timestamp: new Date(at) })
  }
})

test('simulated KMS: policy, rotation and tags of a key can be read', async () => {
  const { client } = asked(
    { id: id(1), tags: { team: 'payments' }, rotation: { enabled: true } },
    { id: id(2), spec: 'HMAC_256' },
  )
  const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId: id(1) }))
  expect(Policy).toContain('arn:aws:iam::111122223333:root')
  expect(await client.send(new GetKeyRotationStatusCommand({ KeyId: id(1) }))).toMatchObject({
    KeyRotationEnabled: true,
  })
  const { Tags } = await client.send(new ListResourceTagsCommand({ KeyId: id(1) }))
  expect(Tags).toEqual([{ TagKey: 'team', TagValue: 'payments' }])
  await expect(client.send(new GetKeyRotationStatusCommand({ KeyId: id(2) }))).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  })
})

test('simulated KMS: many grants are created once, and only when they are listed', async () => {
  let made = 0
  const grants = () => {
    made++
    return Array.from({ length: 250 }, (_, number) => ({ GrantId: `g-${number}` }))
  }
  const { client } = asked({ id: id(1), grants }, { id: id(2), grants: [{ GrantId: 'only' }] })
  await client.send(new DescribeKeyCommand({ KeyId: id(1) }))
  expect(made).toBe(0)
  const pages = []
  for await (const { Grants = [] } of paginateListGrants({ client, pageSize: 100 }, { KeyId: id(1) }))
    pages.push(Grants)
  expect(pages.map(({ length }) => length)).toEqual([100, 100, 50])
  expect(pages.flat()[249]).toMatchObject({ GrantId: 'g-249', KeyId: arn(1) })
  expect(made).toBe(1)
})
