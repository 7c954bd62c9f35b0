import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { DescribeKeyCommand, GetKeyLastUsageCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from 'vitest'
import * as faults from '../../../src/simulation/faults/faults.ts'
import * as refusals from '../../../src/simulation/faults/aws-errors.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../../../src/simulation/wire/simulated-aws.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { SECOND } from '../../../src/model/time.ts'
import { ACCOUNT, arn, aWorld, id, NOW, settings } from '../services/clients.ts'

const simulated = (options: SimulatedAwsOptions) =>
  new SimulatedAws(aWorld([simKey({ id: id(1) }), simKey({ id: id(2) })]), options)
const describe = (aws: SimulatedAws, number = 1) =>
  new KMSClient(settings(aws)).send(new DescribeKeyCommand({ KeyId: id(number) }))

const User = `User: arn:aws:iam::${ACCOUNT}:user/auditor is not authorized to perform: kms:DescribeKey on resource: ${arn(1)}`

test.each([
  [refusals.deniedByKeyPolicy, `${User} because no resource-based policy allows the kms:DescribeKey action`],
  [refusals.deniedByIdentityPolicy, `${User} because no identity-based policy allows the kms:DescribeKey action`],
  [refusals.deniedByServiceControlPolicy, `${User} with an explicit deny in a service control policy: arn:`],
])('faults: a denial gives its reason', async (denied, message) => {
  const aws = simulated({ faults: [denied({ operation: 'DescribeKey', keyId: id(1) })] })
  await expect(describe(aws)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(message) as string,
    $metadata: { httpStatusCode: 400 },
  })
  await expect(describe(aws, 2)).resolves.toBeDefined()
  expect(aws.log.map(({ keyId, error }) => [keyId, error])).toEqual([
    [id(1), 'AccessDeniedException'],
    [id(2), undefined],
  ])
})

test('faults: every operation on a locked key is denied', async () => {
  const client = new KMSClient(settings(new SimulatedAws(aWorld([simKey({ id: id(1), lockedAway: true })]))))
  for (const command of [new DescribeKeyCommand({ KeyId: id(1) }), new GetKeyLastUsageCommand({ KeyId: id(1) })])
    await expect(client.send(command as DescribeKeyCommand)).rejects.toMatchObject({ name: 'AccessDeniedException' })
})

test.each([
  ['KMS', KMSClient, new ListKeysCommand({}), 'ExpiredTokenException'],
  ['CloudTrail', CloudTrailClient, new LookupEventsCommand({}), 'ExpiredTokenException'],
  ['CloudWatch', CloudWatchClient, new ListMetricsCommand({}), 'ExpiredTokenException'],
  ['STS', STSClient, new GetCallerIdentityCommand({}), 'ExpiredToken'],
  ['EC2', EC2Client, new DescribeRegionsCommand({}), 'RequestExpired'],
])('faults: expired credentials are refused by %s', async (_, Client, command, name) => {
  const aws = simulated({ faults: [refusals.expiredToken({ from: NOW })] })
  const client = new Client(settings(aws)) as { send(asked: unknown): Promise<unknown> }
  await expect(client.send(command)).rejects.toMatchObject({ name })
})

test('quotas: each operation and Region is throttled by itself, and refills', async () => {
  const aws = simulated({ quotas: 1 })
  const client = new KMSClient(settings(aws))
  const ask = () => client.send(new GetKeyLastUsageCommand({ KeyId: id(1) }))
  const answers = await Promise.allSettled(Array.from({ length: 8 }, ask))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(answers.at(-1)).toMatchObject({ reason: { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } } })
  expect(aws.throttled).toEqual({ 'kms:GetKeyLastUsage': 3 })
  await describe(aws)
  await new Promise(resolve => setTimeout(resolve, SECOND / 4))
  await expect(ask()).resolves.toBeDefined()
})

test('quotas: CloudTrail allows two lookups a second', async () => {
  const client = new CloudTrailClient(settings(simulated({ quotas: 1 })))
  const answers = await Promise.allSettled([1, 2, 3].map(() => client.send(new LookupEventsCommand({}))))
  expect(answers.at(-1)).toMatchObject({ reason: { name: 'ThrottlingException', message: 'Rate exceeded' } })
})

test.each([
  ['an HTML page', faults.htmlPage(), 'SyntaxError'],
  ['half an answer', faults.truncated(), 'SyntaxError'],
  ['a broken connection', faults.reset(), 'Error'],
  ['a bare 503', faults.statusOnly(503), 'Unknown'],
  ['an operation that the Region does not know', refusals.unsupported({}), 'UnknownOperationException'],
  [
    'any other error',
    faults.refuse({ error: { name: 'KMSInternalException', message: '', status: 500 } }),
    'KMSInternalException',
  ],
])('faults: %s reaches the caller', async (_, fault, name) => {
  await expect(describe(simulated({ faults: [fault] }))).rejects.toMatchObject({ name })
})

test('faults: a call that never ends can be aborted', async () => {
  const client = new KMSClient(settings(simulated({ faults: [faults.hang()] })))
  const asked = client.send(new ListKeysCommand({}), { abortSignal: AbortSignal.timeout(20) })
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  await expect(client.send(new ListKeysCommand({}), { requestTimeout: 20 })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
})

test('faults: a fault can affect only the first calls', async () => {
  const aws = simulated({ faults: [faults.statusOnly(500, { times: 1 })] })
  await expect(describe(aws)).rejects.toThrow()
  await expect(describe(aws)).resolves.toBeDefined()
})

const outcomes = async (seed: number) => {
  const aws = simulated({ seed, faults: [faults.statusOnly(500, { probability: 0.5 })] })
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => describe(aws)))
  return answers.map(({ status }) => status).join()
}

test('faults: a random fault is the same for the same seed', async () => {
  expect(await outcomes(7)).toBe(await outcomes(7))
  expect(await outcomes(7)).not.toBe(await outcomes(8))
  expect(await outcomes(7)).toContain('rejected,fulfilled')
})

test('faults: a field can be missing, and a page token wrong', async () => {
  const missing = simulated({ faults: [faults.missingField('KeyState')] })
  expect((await describe(missing)).KeyMetadata?.KeyState).toBeUndefined()
  const client = new KMSClient(settings(simulated({ faults: [faults.changedField('NextMarker', () => 'invalid')] })))
  const { NextMarker } = await client.send(new ListKeysCommand({ Limit: 1 }))
  await expect(client.send(new ListKeysCommand({ Marker: NextMarker }))).rejects.toMatchObject({
    name: 'InvalidMarkerException',
  })
})

test('faults: records of CloudTrail can be broken', async () => {
  const world = aWorld([simKey({ id: id(1), uses: [{ operation: 'Decrypt', at: NOW - 3600 * SECOND }] })])
  const client = new CloudTrailClient(settings(new SimulatedAws(world, { faults: [faults.brokenTrailEvents()] })))
  const { Events } = await client.send(new LookupEventsCommand({}))
  expect(() => JSON.parse(Events?.[0]?.CloudTrailEvent ?? '') as unknown).toThrow(SyntaxError)
})
