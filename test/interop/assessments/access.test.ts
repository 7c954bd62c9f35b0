import { CreateAliasCommand, CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateSecretCommand, PutResourcePolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccessAssessment } from '../../../src/model/assessments/access.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { findMoto, type Moto, startMoto } from '../moto-server.ts'
import { type Outcome, runBinary } from '../run-binary.ts'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'
const region = 'us-east-1'
const account = '123456789012'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
/** More than one page of the list that moto answers. */
const ROLES = 120

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    await fill(moto.url)
  }, 5 * 60_000)

  afterAll(() => moto?.stop())

  const access = (...args: string[]): Promise<Outcome> =>
    runBinary(['access', '-r', region, ...args], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })
  const documentOf = async (...args: string[]): Promise<AccessAssessment> =>
    JSON.parse((await access(...args, '-o', 'json')).out) as AccessAssessment
  const answersOf = async (...args: string[]) =>
    (await documentOf(...args)).answers.map(({ answer, deciding_link: link }) => `${answer} ${link}`)

  test('moto: it simulates no policies, so that what a role may do is unknown, with a gap', async () => {
    const whole = await documentOf('--principal', 'app-1', '--key', 'alias/open')
    expect(whole.answers.map(({ answer, deciding_link: link }) => [answer, link])).toEqual([
      ['unknown', 'identity_policy'],
    ])
    expect(whole.gaps.map(({ operation }) => operation)).toEqual(['iam:SimulatePrincipalPolicy'])
  })

  test('moto: a disabled key, and a key whose policy names no principal, are denied without it', async () => {
    expect(await answersOf('--principal', 'app-1', '--key', 'alias/disabled')).toEqual(['denied key_state'])
    expect(await answersOf('--principal', 'app-1', '--key', 'alias/closed')).toEqual(['denied key_policy'])
  })

  test('moto: a Deny in the policy of a secret is found', async () => {
    expect(await answersOf('--principal', 'app-1', '--secret', 'closed')).toEqual(['denied resource_policy'])
  })

  test('moto: all roles are read, over several pages, each with every key that is named', async () => {
    const { out, exit } = await access('--all-roles', 'app-11?', '--key', 'alias/closed,alias/disabled', '-o', 'csv')
    expect(exit).toBe(0)
    const [head = [], ...rows] = readCsv(out)
    // The last of them are on the second page.
    expect(rows).toHaveLength(2 * 10)
    expect(new Set(rows.map(row => row[head.indexOf('Answer')]))).toEqual(new Set(['denied']))
  })

  test('moto: what does not exist ends with 2, and an answer that is not known with 4', async () => {
    expect((await access('--principal', 'nobody', '--key', 'alias/open')).exit).toBe(2)
    expect((await access('--principal', 'app-1', '--key', 'alias/none')).exit).toBe(2)
    expect((await access('--principal', 'app-1', '--secret', 'none')).exit).toBe(2)
    expect((await access('--principal', 'app-1', '--key', 'alias/open', '--expect', 'denied')).exit).toBe(4)
    expect((await access('--principal', 'app-1', '--key', 'alias/closed', '--expect', 'allowed')).exit).toBe(1)
  })
})

/** Roles, three keys and a secret whose policy denies everybody. */
async function fill(endpoint: string): Promise<void> {
  const config = { region, endpoint, credentials }
  const [iam, kms, secrets] = [new IAMClient(config), new KMSClient(config), new SecretsManagerClient(config)]
  for (let number = 1; number <= ROLES; number++) {
    const RoleName = `app-${number}`
    await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy({ Service: 'ec2.amazonaws.com' }) }),
    )
  }
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'app-1',
      PolicyName: 'own',
      PolicyDocument: policy(undefined, 'kms:Decrypt'),
    }),
  )
  const keyOf = async (alias: string, principal: string) => {
    const Policy = policy({ AWS: principal }, 'kms:*')
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy, BypassPolicyLockoutSafetyCheck: true }))
    const TargetKeyId = KeyMetadata?.KeyId ?? ''
    await kms.send(new CreateAliasCommand({ AliasName: `alias/${alias}`, TargetKeyId }))
    return TargetKeyId
  }
  await keyOf('open', `arn:aws:iam::${account}:root`)
  await keyOf('closed', `arn:aws:iam::${account}:role/other`)
  await kms.send(new DisableKeyCommand({ KeyId: await keyOf('disabled', `arn:aws:iam::${account}:root`) }))
  await secrets.send(new CreateSecretCommand({ Name: 'closed', SecretString: 'not-for-anyone-to-see' }))
  const ResourcePolicy = policy('*', 'secretsmanager:GetSecretValue', 'Deny')
  await secrets.send(new PutResourcePolicyCommand({ SecretId: 'closed', ResourcePolicy }))
}

const policy = (Principal: unknown, Action = 'sts:AssumeRole', Effect = 'Allow'): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect,
        Action,
        ...(Principal !== undefined && { Principal }),
        ...(Action !== 'sts:AssumeRole' && { Resource: '*' }),
      },
    ],
  })
