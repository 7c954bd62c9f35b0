import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { SecretsAssessment } from '../../../src/model/assessments/secrets.ts'
import { DAY } from '../../../src/model/time.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { Fault } from '../../../src/simulation/faults/faults.ts'
import { WireError } from '../../../src/simulation/wire/call.ts'
import { simKey, type SimUse } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimRegion, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { run, type Run } from '../../run.ts'
import { ACCOUNT, arn, id, NOW } from '../../simulation/services/clients.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  return () => vi.useRealTimers()
})

const REGION = 'us-east-1'
const ago = (days: number): Date => new Date(NOW - days * DAY)
const secretArn = (name: string): string => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`

const aSecret = (name: string, more: object = {}) => ({
  Name: name,
  ARN: secretArn(name),
  CreatedDate: ago(300),
  LastAccessedDate: ago(1),
  SecretVersionsToStages: { v1: ['AWSCURRENT'] },
  ...more,
})
const rotating = (name: string, more: object = {}) =>
  aSecret(name, { RotationEnabled: true, LastRotatedDate: ago(5), NextRotationDate: ago(-25), ...more })

const failedRotation = (name: string, days: number, count = 1): SimUse => ({
  operation: 'RotationFailed',
  at: NOW - days * DAY,
  count,
  over: count * DAY,
  by: 'secretsmanager.amazonaws.com',
  serviceEvent: { source: 'secretsmanager.amazonaws.com', details: { SecretId: secretArn(name) } },
})

const worldOf = (secrets: readonly object[], region: Partial<SimRegion> = {}): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: {
        [REGION]: {
          keys: [simKey({ id: id(1) }), simKey({ id: id(2), state: 'Disabled' })],
          ...region,
          resources: { 'secretsmanager:ListSecrets': secrets, ...region.resources },
        },
      },
    }),
  ],
})

const ask = (world: SimulatedWorld, faults: readonly Fault[] = [], ...argv: string[]): Promise<Run> =>
  run(['secrets', '-o', 'json', ...argv], world, { faults })
const documentOf = ({ out }: Run): SecretsAssessment => JSON.parse(out) as SecretsAssessment
const statuses = (whole: SecretsAssessment, check: string): Record<string, string> =>
  Object.fromEntries(
    whole.findings.filter(one => one.check === check).map(one => [one.resource?.id ?? '', one.status] as const),
  )

describe('which calls are made', () => {
  test('secrets: 250 secrets take three pages, one list of versions each, and one description of each key', async () => {
    const secrets = Array.from({ length: 250 }, (_, number) =>
      aSecret(`app/${number}`, { KmsKeyId: arn(1 + (number % 2)) }),
    )
    const all = await ask(worldOf(secrets), [], '--max-rate', 'ListSecretVersionIds=5000')
    expect(documentOf(all).secrets).toHaveLength(250)
    expect(all.aws.calls).toEqual({
      'sts:GetCallerIdentity': 1,
      'secretsmanager:ListSecrets': 3,
      'secretsmanager:ListSecretVersionIds': 250,
      'kms:DescribeKey': 2,
      'kms:ListAliases': 1,
    })
  })

  test('secrets: CloudTrail and CloudWatch are asked only about secrets that rotate', async () => {
    const RotationLambdaARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`
    const world = worldOf([aSecret('a'), rotating('b', { RotationLambdaARN }), rotating('c', { RotationLambdaARN })])
    const { aws } = await ask(world)
    expect(aws.calls).toMatchObject({ 'cloudtrail:LookupEvents': 2, 'cloudwatch:GetMetricData': 1 })
  })

  test('secrets: only a replicated secret is described, and a version that is pending has its age', async () => {
    const described = {
      'secretsmanager:DescribeSecret': { [secretArn('b')]: { ReplicationStatus: [{ Region: 'eu-west-1' }] } },
      'secretsmanager:ListSecretVersionIds': {
        [secretArn('c')]: { Versions: [{ VersionId: 'v2', CreatedDate: ago(9) }] },
      },
    }
    const stages = { v1: ['AWSCURRENT'], v2: ['AWSPENDING'] }
    const secrets = [
      aSecret('a'),
      aSecret('b', { PrimaryRegion: REGION }),
      aSecret('c', { SecretVersionsToStages: stages }),
    ]
    const { aws, out } = await ask(worldOf(secrets, { resources: described }))
    expect(aws.calls).toMatchObject({ 'secretsmanager:DescribeSecret': 1, 'secretsmanager:ListSecretVersionIds': 3 })
    const [, b, c] = (JSON.parse(out) as SecretsAssessment).secrets
    expect(b?.replicas).toEqual([{ region: 'eu-west-1', key_id: null, status: null, last_read_on: null }])
    expect(c?.pending_versions).toEqual([{ version_id: 'v2', created_at: '2026-11-11T14:30:00Z' }])
  })

  test('secrets: an AWS managed key is never described, because that could create it', async () => {
    const secrets = [aSecret('a'), aSecret('b', { KmsKeyId: 'alias/aws/secretsmanager' })]
    const all = await ask(worldOf(secrets, { predefinedAliases: ['alias/aws/secretsmanager'] }))
    expect(all.aws.calls['kms:DescribeKey']).toBeUndefined()
    expect(documentOf(all).secrets.map(({ key }) => key.kind)).toEqual(['aws_managed', 'aws_managed'])
  })

  test('secrets: without a secret, one list call is enough', async () => {
    const none = await run(['secrets'], worldOf([]))
    expect(none).toMatchObject({ exit: 0, out: expect.stringMatching(/^No secrets found\./) as string })
    expect(none.aws.calls).toEqual({ 'sts:GetCallerIdentity': 1, 'secretsmanager:ListSecrets': 1 })
  })
})

const isLaterPage: Fault['when'] = ({ operation, input }) =>
  operation === 'ListSecrets' && input['NextToken'] !== undefined
/** A refusal by the policy of a secret, which says nothing about other secrets. */
const refusedByResource = () =>
  new WireError(
    'AccessDeniedException',
    'User: auditor is not authorized to perform: secretsmanager:DescribeSecret with an explicit deny in a resource-based policy',
  )
const throttled = () => new WireError('ThrottlingException', 'Rate exceeded')

describe('what is refused or throttled', () => {
  const secrets = [
    rotating('b', { RotationLambdaARN: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`, KmsKeyId: arn(1) }),
    aSecret('c', { PrimaryRegion: REGION, LastAccessedDate: ago(200) }),
    aSecret('d', { SecretVersionsToStages: { v1: ['AWSCURRENT'], v2: ['AWSPENDING'] } }),
  ]

  test.each([
    ['cloudtrail:LookupEvents', 'secret-rotation-failed', 'b'],
    ['kms:DescribeKey', 'secret-key-unusable', 'b'],
    ['secretsmanager:DescribeSecret', 'secret-unused', 'c'],
    ['secretsmanager:ListSecretVersionIds', 'secret-rotation-stuck', 'd'],
    ['secretsmanager:ListSecretVersionIds', 'secret-key-unusable', 'b'],
    ['secretsmanager:ListSecretVersionIds', 'secret-not-rotated', 'c'],
  ])('secrets: when %s is refused, %s is unknown and a gap says so', async (refused, check, name) => {
    const [service, operation] = refused.split(':') as [string, string]
    const limited = await ask(worldOf(secrets), [deniedByIdentityPolicy({ service, operation })])
    const whole = documentOf(limited)
    expect(statuses(whole, check)[name]).toBe('unknown')
    expect(whole.gaps).toContainEqual(expect.objectContaining({ operation: refused, reason: 'denied' }))
    expect(whole.findings.find(one => one.check === check && one.status === 'unknown')?.detail).toContain(refused)
    const strict = await ask(worldOf(secrets), [deniedByIdentityPolicy({ service, operation })], '--strict')
    expect(strict.exit).toBe(4)
  })

  test('secrets: when CloudWatch is refused, the errors of the function are unknown and not 0', async () => {
    const faults = [deniedByIdentityPolicy({ service: 'cloudwatch' })]
    const { rotation_functions: functions, gaps } = documentOf(await ask(worldOf(secrets), faults))
    expect(functions).toMatchObject([{ name: 'rotate', errors: null, invocations: null }])
    expect(gaps.map(({ operation }) => operation)).toContain('cloudwatch:GetMetricData')
  })

  test('secrets: when the list is refused, nothing is printed and the exit code is 3', async () => {
    const refused = await ask(worldOf(secrets), [deniedByIdentityPolicy({ operation: 'ListSecrets' })])
    expect(refused).toMatchObject({ exit: 3, out: '' })
    expect(refused.err).toContain('Could not read secrets in any Region or account')
    expect(refused.err).toContain('secretsmanager:ListSecrets')
  })

  test('secrets: when a later page fails, what was read is kept and the numbers are lower bounds', async () => {
    const many = Array.from({ length: 150 }, (_, number) => aSecret(`app/${number}`))
    const whole = documentOf(await ask(worldOf(many), [deniedByIdentityPolicy({ when: isLaterPage })]))
    expect(whole.summary).toMatchObject({ secrets: 100, monthly_cost: 40, is_lower_bound: true })
    expect(whole.scope.places).toMatchObject([{ status: 'partial' }])
  })

  test('secrets: throttled calls are made again', async () => {
    const faults: Fault[] = ['ListSecrets', 'LookupEvents', 'DescribeKey', 'ListSecretVersionIds'].map(operation => ({
      operation,
      times: 2,
      effect: { kind: 'error', error: throttled },
    }))
    const [free, slow] = [await ask(worldOf(secrets)), await ask(worldOf(secrets), faults)]
    expect(documentOf(slow).secrets).toEqual(documentOf(free).secrets)
    expect(documentOf(slow).gaps).toEqual(documentOf(free).gaps)
  })

  test('secrets: an entry that cannot be read is a gap, and the others stay', async () => {
    const whole = documentOf(await ask(worldOf([aSecret('a'), { ...aSecret('b'), ARN: undefined }])))
    expect(whole.secrets.map(({ name }) => name)).toEqual(['a'])
    expect(whole.gaps).toMatchObject([{ operation: 'secretsmanager:ListSecrets', reason: 'malformed' }])
    expect(whole.summary.is_lower_bound).toBe(true)
  })
})

describe('failed rotations', () => {
  test('secrets: every page of the event history is read', async () => {
    const world = worldOf([rotating('b')], { noise: [failedRotation('b', 6, 70), failedRotation('other', 2, 60)] })
    const all = await ask(world)
    expect(documentOf(all).secrets[0]?.rotation_events).toMatchObject({ failed: 70, is_partial: false })
    expect(all.aws.calls['cloudtrail:LookupEvents']).toBe(4)
  })

  test('secrets: an event without a secret makes the others a lower bound', async () => {
    const unclear = { ...failedRotation('b', 1), serviceEvent: { source: 'secretsmanager.amazonaws.com', details: {} } }
    const whole = documentOf(await ask(worldOf([rotating('b')], { noise: [unclear] })))
    expect(whole.secrets[0]?.rotation_events).toMatchObject({ failed: 0, is_partial: true })
    expect(whole.gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'malformed' }])
  })

  test('secrets: an event of another service with the same name is not counted', async () => {
    const other = { ...failedRotation('b', 1), serviceEvent: { source: 'example.amazonaws.com', details: {} } }
    const whole = documentOf(await ask(worldOf([rotating('b')], { noise: [other] })))
    expect(whole.secrets[0]?.rotation_events).toMatchObject({ failed: 0, is_partial: false })
  })

  test('secrets: a rotation function of another account has no numbers, and a gap says why', async () => {
    const RotationLambdaARN = `arn:aws:lambda:${REGION}:444455556666:function:rotate`
    const whole = documentOf(await ask(worldOf([rotating('b', { RotationLambdaARN })])))
    expect(whole.rotation_functions).toMatchObject([{ errors: null, invocations: null }])
    expect(whole.gaps).toMatchObject([{ operation: 'cloudwatch:GetMetricData', reason: 'partial' }])
  })

  test('secrets: a read on the day of a rotation may be that of the rotation function', async () => {
    const RotationLambdaARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:rotate`
    const secrets = [
      rotating('both', { RotationLambdaARN, LastAccessedDate: ago(5) }),
      rotating('later', { RotationLambdaARN, LastAccessedDate: ago(1) }),
    ]
    const whole = documentOf(await ask(worldOf(secrets)))
    expect(whole.secrets.map(secret => secret.read_may_be_rotation)).toEqual([true, false])
  })
})

describe('what gaps name', () => {
  test('secrets: one gap names the secrets that may not be described, and the others keep their answer', async () => {
    const secrets = ['a', 'b', 'c'].map(name => aSecret(name, { PrimaryRegion: REGION, LastAccessedDate: ago(200) }))
    const described = { [secretArn('b')]: { ReplicationStatus: [] } }
    const when: Fault['when'] = ({ operation, input }) =>
      operation === 'DescribeSecret' && input['SecretId'] !== secretArn('b')
    const faults: Fault[] = [{ when, effect: { kind: 'error', error: refusedByResource } }]
    const world = worldOf(secrets, { resources: { 'secretsmanager:DescribeSecret': described } })
    const whole = documentOf(await ask(world, faults))
    expect(whole.gaps).toMatchObject([{ operation: 'secretsmanager:DescribeSecret', reason: 'denied' }])
    expect(whole.gaps[0]?.message).toMatch(/^a and c: User: /)
    expect(statuses(whole, 'secret-unused')).toEqual({ a: 'unknown', b: 'fail', c: 'unknown' })
  })

  test('secrets: a key that may not be described is the reason of its own secrets only', async () => {
    const secrets = [aSecret('a', { KmsKeyId: arn(1) }), aSecret('b', { KmsKeyId: arn(2) })]
    const faults = [id(1), id(2)].map(keyId => deniedByKeyPolicy({ operation: 'DescribeKey', keyId }))
    const { findings } = documentOf(await ask(worldOf(secrets), faults))
    const unknown = findings.filter(({ check, status }) => check === 'secret-key-unusable' && status === 'unknown')
    expect(unknown.map(({ detail }) => detail)).toEqual([
      expect.stringContaining(id(1)),
      expect.stringContaining(id(2)),
    ])
  })
})
