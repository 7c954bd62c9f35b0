import { describe, expect, test, vi } from 'vitest'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { Fault } from '../../../src/simulation/faults/faults.ts'
import { WireError } from '../../../src/simulation/wire/call.ts'
import type { PolicyStatement, SimIamRole } from '../../../src/simulation/world/sim-iam.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import type { AccessAssessment } from '../../../src/model/assessments/access.ts'
import { textOf } from '../../body-text.ts'
import { memoryIo } from '../../memory-io.ts'
import { run, type RunOptions } from '../../run.ts'
import { ACCOUNT, arn, id, NOW } from '../../simulation/services/clients.ts'

vi.setConfig({ testTimeout: 30_000 })

const OTHER = '444455556666'
const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'SimulatePrincipalPolicy=2000,GetRole=500,ListGrants=5000' }

const allow = (Action: string | string[], Resource = '*'): PolicyStatement => ({ Effect: 'Allow', Action, Resource })
const role = (name: string, ...Statement: PolicyStatement[]): SimIamRole => ({
  name,
  inline: { own: { Version: '2012-10-17', Statement } },
  trust: {
    Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' },
  },
})
const secret = (number: number) => ({
  Name: `app/${number}`,
  ARN: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:app/${number}-AbCdEf`,
  KmsKeyId: arn(1),
})

const roles = [role('app', allow(['kms:Decrypt', 'secretsmanager:GetSecretValue'])), role('audit', allow('iam:*'))]

const worldOf = (more: Partial<Parameters<typeof simAccount>[0]> = {}): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      iam: { roles },
      regions: {
        'us-east-1': {
          keys: [simKey({ id: id(1), aliases: ['alias/app'] }), simKey({ id: id(2), state: 'Disabled' })],
          resources: { 'secretsmanager:ListSecrets': [secret(1)] },
        },
        'eu-west-1': { keys: [] },
      },
      ...more,
    }),
    simAccount({
      id: OTHER,
      roles: [{ name: 'audit' }],
      regions: {
        'us-east-1': {
          keys: [
            simKey({
              id: id(9),
              policy: {
                Version: '2012-10-17',
                Statement: { ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } },
              },
            }),
          ],
        },
      },
    }),
  ],
})

const access = async (words: readonly string[], options: RunOptions = {}, world = worldOf()) => {
  const ran = await run(['access', ...words, '-o', 'json'], world, { io: memoryIo({ env }), ...options })
  const whole = () => JSON.parse(ran.out) as AccessAssessment
  const answers = () => whole().answers.map(({ answer, deciding_link: link }) => `${answer} ${link}`)
  return { ...ran, whole, answers, gaps: () => whole().gaps.map(({ operation }) => operation) }
}

const APP = ['--principal', 'app']
const KEY = ['--key', 'alias/app']
const SECRET = ['--secret', 'app/1']

describe('access: where the key is', () => {
  test('access: a key in a Region that was not asked for is denied by the Region', async () => {
    const { answers, whole } = await access([...APP, '--key', arn(1), '-r', 'eu-west-1'])
    expect(answers()).toEqual(['denied region'])
    expect(whole().answers[0]?.reason).toBe('The key is in us-east-1; requests in eu-west-1 cannot use it.')
  })

  test('access: the ARN of a key is enough to know the Region', async () => {
    const { answers } = await access([...APP, '--key', arn(1)], { io: memoryIo({ env: { AWS_CONFIG_FILE: '/none' } }) })
    expect(answers()).toEqual(['allowed identity_policy'])
  })

  test('access: a disabled key is denied by its state', async () => {
    expect((await access([...APP, '--key', id(2)])).answers()).toEqual(['denied key_state'])
  })

  test('access: a disabled key can still be enabled and described', async () => {
    const admin = worldOf({ iam: { roles: [role('app', allow('kms:*'))] } })
    for (const action of ['EnableKey', 'DescribeKey'])
      expect((await access([...APP, '--key', id(2), '--action', action], {}, admin)).answers()).toEqual([
        'allowed identity_policy',
      ])
  })

  test('access: a key whose ARN does not exist is refused', async () => {
    const { exit, err } = await access([...APP, '--key', arn(7)])
    expect(exit).toBe(2)
    expect(err).toContain(`in us-east-1 of account ${ACCOUNT}`)
  })

  test('access: with the roles of both accounts, a key of the other account is answered from both sides', async () => {
    const both = [`arn:aws:iam::${ACCOUNT}:role/audit`, `arn:aws:iam::${OTHER}:role/audit`].join()
    const key = `arn:aws:kms:us-east-1:${OTHER}:key/${id(9)}`
    const { answers, whole } = await access([...APP, '--key', key, '--role-arn', both])
    expect(answers()).toEqual(['allowed key_policy'])
    expect(whole().gaps).toEqual([])
    expect((await access(['--principal', 'audit', '--key', key, '--role-arn', both])).answers()).toEqual([
      'denied key_policy',
    ])
  })

  test('access: without access to the account of the key the answer is unknown, with a gap', async () => {
    const { answers, gaps } = await access([...APP, '--key', `arn:aws:kms:us-east-1:${OTHER}:key/${id(9)}`])
    expect(answers()).toEqual(['unknown key_policy'])
    expect(gaps()).toEqual(['kms:GetKeyPolicy'])
  })

  test('access: without access to the account of the secret the answer is unknown, with a gap', async () => {
    const { answers, gaps } = await access([...APP, '--secret', secret(1).ARN.replace(ACCOUNT, OTHER)])
    expect(answers()).toEqual(['unknown resource_policy'])
    expect(gaps()).toEqual(['secretsmanager:DescribeSecret'])
  })
})

describe('access: refused, throttled and long answers', () => {
  test.each([
    ['iam:SimulatePrincipalPolicy', SECRET, ['unknown identity_policy']],
    ['secretsmanager:GetResourcePolicy', SECRET, ['unknown resource_policy']],
    ['secretsmanager:ListSecretVersionIds', SECRET, ['unknown key_policy']],
    ['kms:GetKeyPolicy', KEY, ['unknown key_policy']],
    ['kms:DescribeKey', KEY, ['unknown key_state']],
    // It does not decide: the key policy lets the identity policy allow it.
    ['kms:ListGrants', KEY, ['allowed identity_policy']],
  ])('access: a refused %s never makes the answer denied', async (operation, target, expected) => {
    const denied = operation.startsWith('kms:') ? deniedByKeyPolicy : deniedByIdentityPolicy
    const faults = [denied({ operation: operation.split(':')[1] ?? '' })]
    const { answers, gaps } = await access([...APP, ...target], { faults })
    expect(answers()).toEqual(expected)
    expect(gaps()).toEqual(expected[0]?.startsWith('unknown') ? [operation] : [])
  })

  test('access: refused grants leave the answer unknown if only they can give access', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'ListGrants' })]
    const { answers, gaps } = await access(['--principal', 'audit', ...KEY], { faults })
    expect(answers()).toEqual(['unknown grant'])
    expect(gaps()).toEqual(['kms:ListGrants'])
  })

  test('access: a role that may not be described is still asked about', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'GetRole' })]
    const { answers, gaps } = await access(['--principal', 'role/app', ...KEY], { faults })
    expect(answers()).toEqual(['allowed identity_policy'])
    expect(gaps()).toEqual(['iam:GetRole'])
  })

  test.each([
    ['ListKeys', KEY, 'Cannot look up the key'],
    ['DescribeSecret', SECRET, 'Cannot look up the secret'],
  ])('access: a name that cannot be looked up because of %s is no wrong usage', async (operation, target, message) => {
    const { exit, err } = await access([...APP, ...target], { faults: [deniedByIdentityPolicy({ operation })] })
    expect(exit).toBe(3)
    expect(err).toContain(message)
  })

  test('access: the ARN of a key is taken as it is, although keys cannot be listed', async () => {
    const faults = ['ListKeys', 'ListAliases'].map(operation => deniedByIdentityPolicy({ operation }))
    const { answers, gaps, exit } = await access([...APP, '--key', arn(1)], { faults })
    expect(answers()).toEqual(['allowed identity_policy'])
    expect([gaps(), exit]).toEqual([[], 0])
  })

  test('access: the ARN of a secret is taken as it is, although it cannot be described', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'DescribeSecret' })]
    const { answers, gaps } = await access([...APP, '--secret', secret(1).ARN], { faults })
    expect(answers()).toEqual(['unknown secret_state'])
    expect(gaps()).toEqual(['secretsmanager:DescribeSecret'])
    const audit = await access(['--principal', 'audit', '--secret', secret(1).ARN], { faults })
    expect(audit.answers()).toEqual(['denied identity_policy'])
  })

  test.each([
    [OTHER, 'us-east-1', `belongs to account ${OTHER}, which is not read.`],
    [ACCOUNT, 'ap-south-1', 'is in ap-south-1, which is not read.'],
  ])('access: the ARN of an alias in %s %s is refused with where it is', async (account, region, message) => {
    const words = [...APP, '--key', `arn:aws:kms:${region}:${account}:alias/app`, '-r', 'us-east-1']
    const { exit, err } = await access(words)
    expect(err).toContain(message)
    expect(exit).toBe(2)
  })

  test('access: throttled calls are tried again', async () => {
    const throttled: Fault = {
      operation: 'SimulatePrincipalPolicy',
      times: 3,
      effect: { kind: 'error', error: () => new WireError('Throttling', 'Rate exceeded') },
    }
    const { answers, aws } = await access([...APP, ...SECRET], { faults: [throttled] })
    expect(answers()).toEqual(['allowed identity_policy'])
    expect(aws.calls['iam:SimulatePrincipalPolicy']).toBe(5)
  })

  test('access: all pages of roles and secrets are read', async () => {
    const many = Array.from({ length: 1020 }, (_, at) => role(`r-${at}`, allow('*')))
    const world = worldOf({
      iam: { roles: many },
      regions: {
        'us-east-1': {
          keys: [simKey({ id: id(1) })],
          resources: { 'secretsmanager:ListSecrets': Array.from({ length: 130 }, (_, at) => secret(at)) },
        },
      },
    })
    const { whole, aws } = await access(['--all-roles', 'r-101?', '--secret', 'app/12?'], {}, world)
    expect(whole().answers).toHaveLength(10 * 10)
    expect(aws.calls).toMatchObject({ 'iam:ListRoles': 2, 'secretsmanager:ListSecrets': 2, 'kms:GetKeyPolicy': 1 })
  })
})

describe('access: --try', () => {
  test('access: --try asks KMS as the role, with a dry run', async () => {
    const { answers, whole, requests, aws } = await access([...APP, ...KEY, '--try'])
    expect(answers()).toEqual(['allowed identity_policy'])
    expect(whole().answers[0]?.tried).toMatchObject({ answer: 'allowed', action: 'kms:Decrypt' })
    const [sent] = requests.filter(({ headers }) => headers['x-amz-target'] === 'TrentService.Decrypt')
    expect(JSON.parse(textOf(sent?.body ?? ''))).toEqual({
      KeyId: arn(1),
      EncryptionContext: {},
      DryRun: true,
      DryRunModifiers: ['IGNORE_CIPHERTEXT'],
    })
    expect(aws.calls['sts:AssumeRole']).toBeGreaterThan(0)
  })

  test('access: without --try no role is assumed', async () => {
    const { whole, aws } = await access([...APP, ...KEY])
    expect(whole().answers[0]?.tried).toBeNull()
    expect(Object.keys(aws.calls).filter(name => /AssumeRole|Decrypt/.test(name))).toEqual([])
  })

  test('access: what KMS answers decides, also if policies could not be read', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'SimulatePrincipalPolicy' })]
    expect((await access([...APP, ...KEY, '--try'], { faults })).answers()).toEqual(['allowed dry_run'])
    expect((await access(['--principal', 'audit', ...KEY, '--try'], { faults })).answers()).toEqual(['denied dry_run'])
  })

  test('access: a role that cannot be assumed leaves a gap, and the answer of the policies', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'AssumeRole' })]
    const { answers, whole, gaps } = await access([...APP, ...KEY, '--try'], { faults })
    expect(answers()).toEqual(['allowed identity_policy'])
    expect(whole().answers[0]?.tried?.answer).toBe('unknown')
    expect(gaps()).toEqual(['sts:AssumeRole'])
  })

  test('access: a refusal outside Secrets Manager does not decide about a secret', async () => {
    const { answers, whole } = await access(['--principal', 'audit', ...SECRET, '--try'])
    expect(answers()).toEqual(['denied identity_policy'])
    expect(whole().answers[0]?.tried).toMatchObject({
      answer: 'unknown',
      message: expect.stringContaining('not through Secrets Manager'),
    })
  })

  test.each([
    [['--action', 'kms:Sign'], '--try cannot try kms:Sign.'],
    [['--via', 's3'], '--try cannot be used with --via.'],
  ])('access: --try with %j is refused', async (words, message) => {
    const { exit, err } = await access([...APP, ...KEY, '--try', ...words])
    expect(exit).toBe(2)
    expect(err).toContain(message)
  })
})

describe('access: tags of roles', () => {
  const tagged = { ...role('tagged', allow('s3:*')), tags: { team: 'shop' } }
  const forTeam = {
    ...allow('kms:Decrypt'),
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'shop' } },
  }
  const byTag = { Version: '2012-10-17', Statement: { ...forTeam, Principal: '*' } }
  const world = worldOf({
    iam: { roles: [tagged, role('plain', allow('s3:*'))] },
    regions: { 'us-east-1': { keys: [simKey({ id: id(1), policy: byTag })] } },
  })

  test('access: the tags of each role decide, also with --all-roles', async () => {
    const { answers, aws } = await access(['--all-roles', '*', '--key', arn(1)], {}, world)
    // A session of the role without the tag can have it as a session tag.
    expect(answers()).toEqual(['unknown key_policy', 'allowed key_policy'])
    expect(aws.calls['iam:GetRole']).toBe(2)
  })

  test('access: tags that could not be read leave the answer unknown, with a gap', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'GetRole' })]
    const { answers, gaps } = await access(['--all-roles', 'tagged', '--key', arn(1)], { faults }, world)
    expect(answers()).toEqual(['unknown key_policy'])
    expect(gaps()).toEqual(['iam:GetRole'])
  })
})
