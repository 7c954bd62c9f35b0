import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail'
import {
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
  PutKeyPolicyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  type CreateKeyCommandInput,
} from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { findMoto, startMoto } from './moto-server.ts'
import type { Moto } from './moto-server.ts'
import { runBinary } from './run-binary.ts'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'

const REGION = 'eu-west-1'
const BUCKET = 'trail-of-everything'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
const ACCOUNT = '123456789012'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`

const ROOT = {
  Sid: 'Root',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
}
const letIn = (Principal: unknown, Action: string) => ({ Effect: 'Allow', Principal, Action, Resource: '*' })

describe.skipIf(executable === null)(`${title}: what is wrong with its keys`, () => {
  let moto: Moto | undefined
  let kms: KMSClient
  let report: Report

  /** Makes a key that is found again by its alias. */
  async function make(name: string, input: CreateKeyCommandInput = {}, statements: readonly unknown[] = []) {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: name, ...input }))
    const KeyId = KeyMetadata?.KeyId ?? ''
    await kms.send(new CreateAliasCommand({ AliasName: `alias/app/${name}`, TargetKeyId: KeyId }))
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [ROOT, ...statements] })
    await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy }))
    return KeyId
  }

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    kms = new KMSClient({ endpoint: moto.url, region: REGION, credentials })
    await make('public', {}, [letIn('*', 'kms:Decrypt')])
    await make('shared', {}, [letIn({ AWS: 'arn:aws:iam::444455556666:root' }, 'kms:Decrypt')])
    const good = await make('good', { Tags: [{ TagKey: 'owner', TagValue: 'shop' }] }, [
      letIn({ AWS: ROLE }, 'kms:Decrypt'),
    ])
    await kms.send(new EnableKeyRotationCommand({ KeyId: good }))
    const granted = await make('granted')
    for (let number = 0; number < 130; number++) {
      const Constraints = { EncryptionContextSubset: { volume: `vol-${number}` } }
      const wide = number === 129 ? { GranteePrincipal: 'arn:aws:iam::444455556666:role/other' } : {}
      await kms.send(
        new CreateGrantCommand({
          KeyId: granted,
          GranteePrincipal: ROLE,
          Operations: ['Decrypt'],
          Constraints,
          ...wide,
        }),
      )
    }
    await make('asymmetric', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' })
    await make('imported', { Origin: 'EXTERNAL' })
    const rotated = await make('rotated')
    await kms.send(new RotateKeyOnDemandCommand({ KeyId: rotated }))
    const leaving = await make('leaving')
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: leaving, PendingWindowInDays: 7 }))
    await keepTrail(moto.url)
    const argv = ['-r', REGION, '--checks', '-o', 'json', '--max-rate', 'GetKeyLastUsage=100', '--require-tag', 'owner']
    const { out } = await runBinary(argv, {
      AWS_ENDPOINT_URL: moto.url,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })
    report = JSON.parse(out) as Report
  }, 120_000)

  afterAll(async () => {
    kms.destroy()
    await moto?.stop()
  })

  const keyOf = (name: string): KeyRecord => {
    const key = report.keys.find(({ aliases }) => aliases.includes(`alias/app/${name}`))
    if (key === undefined) throw new Error(`no key ${name}`)
    return key
  }
  /** What a check says of each of these keys. */
  const say = (check: string, ...names: string[]): (string | undefined)[] =>
    names.map(name => {
      const { key_id: id } = keyOf(name)
      return report.findings?.find(finding => finding.check === check && finding.key_id === id)?.status
    })

  test('facts: policies are read as they were put', () => {
    expect(say('policy-public', 'public', 'shared', 'good')).toEqual(['fail', 'pass', 'pass'])
    expect(say('policy-cross-account', 'shared', 'good')).toEqual(['fail', 'pass'])
    expect(keyOf('good').key_policy).toMatchObject({ Statement: [ROOT, { Principal: { AWS: ROLE } }] })
  })

  test('facts: rotation is asked for where it can be', () => {
    expect(say('rotation-off', 'good', 'public')).toEqual(['pass', 'fail'])
    expect(say('rotation-off', 'asymmetric', 'imported', 'leaving')).toEqual(Array(3).fill('not_applicable'))
    // moto does not tell the period, and how slow it is can then not be said.
    expect(say('rotation-slow', 'good')).toEqual(['unknown'])
  })

  test('facts: a rotation that was made costs money', () => {
    const { rotation, cost } = keyOf('rotated')
    expect(rotation?.rotations).toEqual([expect.objectContaining({ type: 'ON_DEMAND' })])
    expect([cost, keyOf('good').cost]).toEqual([
      expect.objectContaining({ key: 2, basis: 'with_rotations' }),
      expect.objectContaining({ key: 1, basis: 'with_rotations' }),
    ])
  })

  test('facts: every page of grants is read', () => {
    expect(keyOf('granted').grants).toHaveLength(130)
    expect(say('grant-cross-account', 'granted', 'good')).toEqual(['fail', 'pass'])
  })

  test('facts: tags are those that were given', () => {
    expect(say('tags-missing', 'good', 'public')).toEqual(['pass', 'fail'])
    expect(keyOf('good').tags).toEqual([{ TagKey: 'owner', TagValue: 'shop' }])
  })

  test('facts: a key that waits for its deletion is reported', () => {
    expect(say('pending-deletion', 'leaving', 'good')).toEqual(['fail', 'pass'])
  })

  test('facts: the trail of all Regions runs, and hides KMS', () => {
    const trail = (check: string) => report.findings?.find(finding => finding.check === check)?.status
    expect(['trail-missing', 'trail-not-logging', 'trail-hides-kms'].map(trail)).toEqual(['pass', 'pass', 'fail'])
  })
})

/** The bucket is made by hand: nothing else here needs S3. */
async function keepTrail(endpoint: string): Promise<void> {
  const scope = `testing/${new Date().toISOString().slice(0, 10).replaceAll('-', '')}/us-east-1/s3/aws4_request`
  const Authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`
  await fetch(`${endpoint}/${BUCKET}`, { method: 'PUT', headers: { Authorization } })
  const cloudtrail = new CloudTrailClient({ endpoint, region: REGION, credentials })
  await cloudtrail.send(new CreateTrailCommand({ Name: 'all', S3BucketName: BUCKET, IsMultiRegionTrail: true }))
  await cloudtrail.send(new StartLoggingCommand({ Name: 'all' }))
  const selector = {
    ReadWriteType: 'All' as const,
    IncludeManagementEvents: true,
    ExcludeManagementEventSources: ['kms.amazonaws.com'],
  }
  await cloudtrail.send(new PutEventSelectorsCommand({ TrailName: 'all', EventSelectors: [selector] }))
  cloudtrail.destroy()
}
