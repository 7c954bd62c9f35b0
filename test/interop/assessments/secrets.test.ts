import { CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SecretRecord, SecretsAssessment } from '../../../src/model/assessments/secrets.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { findMoto, type Moto, startMoto } from '../moto-server.ts'
import { type Outcome, runBinary } from '../run-binary.ts'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'
const region = 'us-east-1'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
/** More than one page of the list. */
const PLAIN = 130
const VALUE = 'not-for-anyone-to-see'

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined
  let json: Outcome
  let whole: SecretsAssessment
  let disabledKey = ''

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    disabledKey = await fill(moto.url)
    json = await secrets('-r', `${region},eu-west-1`, '-o', 'json', '--debug')
    whole = JSON.parse(json.out) as SecretsAssessment
  }, 5 * 60_000)

  afterAll(() => moto?.stop())

  const secrets = (...args: string[]): Promise<Outcome> =>
    runBinary(['secrets', ...args], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })
  const secretNamed = (name: string, where = region): SecretRecord => {
    const found = whole.secrets.find(secret => secret.name === name && secret.region === where)
    if (found === undefined) throw new Error(`no secret ${name} in ${where}`)
    return found
  }
  const statusOf = (check: string, name: string) =>
    whole.findings.find(
      finding => finding.check === check && finding.resource?.id === name && finding.region === region,
    )?.status

  test('moto: every secret is listed once, over several pages and with those that wait for their deletion', () => {
    expect(json.exit).toBe(0)
    const names = whole.secrets.filter(secret => secret.region === region).map(({ name }) => name)
    const plain = Array.from({ length: PLAIN }, (_, number) => `plain/${number}`)
    expect(names.toSorted()).toEqual([...plain, 'deleted', 'disabled-key', 'replicated', 'rotated', 'stuck'].toSorted())
    expect(json.err.match(/secretsmanager:ListSecrets .* ok/g)?.length).toBeGreaterThanOrEqual(3)
  })

  test('moto: rotation, tags and deletion are those of the secret', () => {
    expect(secretNamed('rotated').rotation).toMatchObject({ enabled: true, every_days: 30, state: 'on_time' })
    expect(secretNamed('plain/7')).toMatchObject({
      rotation: { enabled: false, state: 'off' },
      tags: [{ TagKey: 'number', TagValue: '7' }],
      key: { kind: 'aws_managed' },
      use: 'new',
      monthly_cost: 0.4,
    })
    expect(secretNamed('deleted').deleted_at).toMatch(/^\d{4}-/)
    expect(secretNamed('deleted').monthly_cost).toBe(0)
    expect(statusOf('secret-rotation-off', 'plain/7')).toBe('fail')
    expect(statusOf('secret-rotation-off', 'deleted')).toBe('not_applicable')
  })

  test('moto: the key of a secret is named with its state', () => {
    expect(secretNamed('disabled-key').key).toMatchObject({ kind: 'customer_managed', state: 'Disabled' })
    expect(secretNamed('disabled-key').key.arn).toContain(disabledKey)
    expect(statusOf('secret-key-unusable', 'disabled-key')).toBe('fail')
  })

  test('moto: a version that is pending has its age', () => {
    const [pending] = secretNamed('stuck').pending_versions ?? []
    expect(pending?.created_at).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(statusOf('secret-rotation-stuck', 'stuck')).toBe('pass')
  })

  test('moto: a replica is one in its Region', () => {
    expect(secretNamed('replicated', 'eu-west-1')).toMatchObject({ is_replica: true, primary_region: region })
  })

  test('moto: failed rotations are unknown, because moto has no event history', () => {
    expect(secretNamed('rotated').rotation_events).toBeNull()
    expect(statusOf('secret-rotation-failed', 'rotated')).toBe('unknown')
    expect(whole.gaps.map(({ operation }) => operation)).toContain('cloudtrail:LookupEvents')
  })

  test('moto: no value of a secret is read or printed', () => {
    expect(`${json.out}${json.err}`).not.toContain(VALUE)
    expect(json.err).not.toContain('GetSecretValue')
  })

  test('moto: the CSV has a line for each secret, and the page is one for a browser', async () => {
    const [csv, html] = await Promise.all([secrets('-r', region, '-o', 'csv'), secrets('-r', region, '-o', 'html')])
    expect(readCsv(csv.out)).toHaveLength(1 + PLAIN + 5)
    expect(html.out).toMatch(/^<!doctype html>[\s\S]*plain\/129[\s\S]*<\/html>\n$/i)
  })

  test('moto: --secret reads one secret, and one that does not exist is an error', async () => {
    const one = await secrets('-r', region, '--secret', 'rotated', '-o', 'json')
    const { secrets: found } = JSON.parse(one.out) as SecretsAssessment
    expect(found.map(({ name }) => name)).toEqual(['rotated'])
    const none = await secrets('-r', region, '--secret', 'rotate')
    expect(none).toMatchObject({ exit: 2, out: '' })
    expect(none.err).toContain("Secret 'rotate' does not exist in us-east-1 of account 123456789012.")
  })
})

/** Makes the secrets as their owner would have, with the SDK's own client. Returns the ID of the disabled key. */
async function fill(endpoint: string): Promise<string> {
  const client = new SecretsManagerClient({ endpoint, region, credentials })
  const kms = new KMSClient({ endpoint, region, credentials })
  const make = (Name: string, more: object = {}) =>
    client.send(new CreateSecretCommand({ Name, SecretString: VALUE, ...more }))
  for (let number = 0; number < PLAIN; number++)
    await make(`plain/${number}`, { Tags: [{ Key: 'number', Value: String(number) }] })
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}))
  const KeyId = KeyMetadata?.KeyId ?? ''
  await make('disabled-key', { KmsKeyId: KeyId })
  await kms.send(new DisableKeyCommand({ KeyId }))
  await make('rotated')
  await client.send(new RotateSecretCommand({ SecretId: 'rotated', RotationRules: { AutomaticallyAfterDays: 30 } }))
  await make('stuck')
  await client.send(
    new PutSecretValueCommand({ SecretId: 'stuck', SecretString: VALUE, VersionStages: ['AWSPENDING'] }),
  )
  await make('replicated', { AddReplicaRegions: [{ Region: 'eu-west-1' }] })
  await make('deleted')
  await client.send(new DeleteSecretCommand({ SecretId: 'deleted', RecoveryWindowInDays: 7 }))
  client.destroy()
  kms.destroy()
  return KeyId
}
