import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/model/finding.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { findMoto, type Moto, startMoto } from '../moto-server.ts'
import { type Outcome, runBinary } from '../run-binary.ts'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'
const account = '123456789012'
const region = 'us-east-1'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
const DETAILS = 'iam:GetAccountAuthorizationDetails'

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined
  let json: Outcome
  let report: Report

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    await fill(moto.url)
    json = await audit('-o', 'json', '--debug')
    report = JSON.parse(json.out) as Report
  }, 5 * 60_000)

  afterAll(() => moto?.stop())

  const audit = (...args: string[]): Promise<Outcome> =>
    runBinary(['-r', `${region},eu-west-1`, '--source', 'none', '--check', 'iam-decrypt-all', ...args], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })
  const withStatus = (status: Finding['status']): string[] =>
    (report.findings ?? [])
      .filter(finding => finding.status === status)
      .map(({ resource }) => `${resource?.type} ${resource?.id}`)
      .toSorted()

  test('moto: the IAM policies of an account are read once for all Regions', () => {
    expect(json.exit).toBe(0)
    expect(json.err.match(/iam:GetAccountAuthorizationDetails .* ok/g)).toHaveLength(1)
    expect(report.gaps.filter(({ operation }) => operation === DETAILS)).toEqual([])
    expect(report.scope.identity_policies?.[account]?.complete).toBe(true)
  })

  test('moto: the policies that allow decryption with every key fail, and the others pass', () => {
    expect(withStatus('fail')).toEqual([
      'AWS::IAM::Group operators',
      'AWS::IAM::ManagedPolicy decrypt-all',
      'AWS::IAM::ManagedPolicy through-s3',
      'AWS::IAM::Role batch',
      'AWS::IAM::User alice',
    ])
    expect(withStatus('pass')).toEqual(
      ['AWS::IAM::ManagedPolicy one-region', 'AWS::IAM::ManagedPolicy replaced', 'AWS::IAM::Role reports'].toSorted(),
    )
    expect(withStatus('unknown')).toEqual([])
  })

  test('moto: a finding names the statement, its condition and who has the policy', () => {
    const detailOf = (id: string): string | undefined =>
      report.findings?.find(({ resource }) => resource?.id === id)?.detail
    expect(detailOf('decrypt-all')).toBe(
      'Statement 2 ("Keys") allows kms:Decrypt on *. Attached to group operators and role reports.',
    )
    expect(detailOf('through-s3')).toBe(
      'Statement 1 allows kms:Decrypt and kms:ReEncryptFrom on *, if kms:ViaService is s3.us-east-1.amazonaws.com. Security Hub does not consider conditions. Not attached to any user, group or role.',
    )
    expect(detailOf('alice')).toBe('Inline policy all+keys: statement 1 allows kms:Decrypt on *.')
  })

  test('moto: --compliance counts policies for KMS.1 and principals for KMS.2', async () => {
    const { out } = await audit('--compliance', 'security-hub', '-o', 'json')
    const controls = (JSON.parse(out) as Report).compliance?.[0]?.controls
    expect(controls?.filter(({ id }) => ['KMS.1', 'KMS.2'].includes(id))).toMatchObject([
      { status: 'fail', detail: '2 of 4 resources fail.' },
      { status: 'fail', detail: '3 of 4 resources fail.' },
    ])
  })
})

type Statement = Readonly<Record<string, unknown>>

const document = (...statements: Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements.map(one => ({ Effect: 'Allow', ...one })) })
const EVERY_KEY = { Action: 'kms:Decrypt', Resource: '*' }
const ONE_REGION = { Action: 'kms:Decrypt', Resource: `arn:aws:kms:eu-west-1:${account}:key/*` }
const TRUST = document({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } })

/** Makes a key, and users, groups, roles and policies, as their owners would have. */
async function fill(endpoint: string): Promise<void> {
  const kms = new KMSClient({ endpoint, region, credentials })
  await kms.send(new CreateKeyCommand({}))
  kms.destroy()
  const iam = new IAMClient({ endpoint, region, credentials })
  const policy = async (PolicyName: string, ...statements: Statement[]): Promise<string> => {
    const made = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: document(...statements) }))
    return made.Policy?.Arn ?? ''
  }
  const role = (RoleName: string, Path?: string) =>
    iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, ...(Path !== undefined && { Path }) }))
  const decryptAll = await policy('decrypt-all', { Action: 's3:*', Resource: '*' }, { ...EVERY_KEY, Sid: 'Keys' })
  const StringEquals = { 'kms:ViaService': 's3.us-east-1.amazonaws.com' }
  await policy('through-s3', { Action: ['kms:De*', 'kms:ReEncrypt*'], Resource: '*', Condition: { StringEquals } })
  await policy('one-region', ONE_REGION)
  // The first version allows everything, but the second one is in effect.
  const PolicyArn = await policy('replaced', { Action: '*', Resource: '*' })
  await iam.send(
    new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document(ONE_REGION), SetAsDefault: true }),
  )
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(
    new PutUserPolicyCommand({ UserName: 'alice', PolicyName: 'all+keys', PolicyDocument: document(EVERY_KEY) }),
  )
  await iam.send(new CreateGroupCommand({ GroupName: 'operators', Path: '/team/' }))
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'operators', PolicyArn: decryptAll }))
  const NotAction = ['iam:*', 'organizations:*']
  await iam.send(
    new PutGroupPolicyCommand({
      GroupName: 'operators',
      PolicyName: 'most',
      PolicyDocument: document({ NotAction, Resource: '*' }),
    }),
  )
  await role('reports', '/app/')
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'reports', PolicyArn: decryptAll }))
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'reports', PolicyName: 'keys', PolicyDocument: document(ONE_REGION) }),
  )
  await role('batch')
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'batch',
      PolicyName: 'keys',
      PolicyDocument: document({ Action: 'kms:*', Resource: `arn:aws:kms:*:${account}:key/*` }),
    }),
  )
  iam.destroy()
}
