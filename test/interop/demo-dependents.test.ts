import { beforeAll, expect, test, vi } from 'vitest'
import { SAMPLE_REGIONS } from '../../src/simulation/sample/sample-account.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { memoryIo } from '../memory-io.ts'
import { run, type Run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)

let swept: Run
let keys: readonly KeyRecord[] = []

/** At the pace of the program and the quotas of AWS, as `--demo` runs. */
beforeAll(async () => {
  const argv = ['-r', SAMPLE_REGIONS.join(), '--dependents', 'all', '-o', 'json']
  swept = await run(argv, sampleWithFewGrants(NOW), { io: memoryIo({ env: { AWS_REGION: 'us-east-1' } }), quotas: 1 })
  keys = swept.report().keys
})

const keyOf = (alias: string): KeyRecord | undefined => keys.find(({ aliases }) => aliases.includes(`alias/${alias}`))
const shown = (alias: string): string[] => (keyOf(alias)?.dependents ?? []).map(({ type, id }) => `${type} ${id}`)
const gaps = (region: string): string[] => {
  const all = keys.filter(key => key.region === region).flatMap(({ dependents_gaps }) => dependents_gaps ?? [])
  return [...new Set(all.map(({ type, reason }) => `${type} ${reason}`))]
}

test('demo dependents: there are at least 25 kinds', () => {
  const kinds = new Set(keys.flatMap(({ dependents }) => (dependents ?? []).map(({ type }) => type)))
  expect(kinds.size).toBeGreaterThanOrEqual(25)
})

test('demo dependents: no call is throttled', () => {
  expect(swept.aws.throttled).toEqual({})
})

test.each([
  ['alias', 'orders', 'sqs-queue orders'],
  ['second alias', 'orders', 'sns-topic order-events'],
  ['bare ID', 'orders', 'sqs-queue orders-failed'],
  ['ARN of an alias', 'data-lake', 's3-bucket example-shop-curated'],
  ['ARN of a multi-Region key', 'documents', 's3-bucket example-shop-documents'],
  ['snapshot of an AMI', 'orders', expect.stringMatching(/^ami ami-/) as string],
  ['backup of a table that has another key now', 'backup-2024', expect.stringMatching(/^dynamodb-backup /) as string],
  ['retained backup of a deleted database', 'build-secrets', expect.stringMatching(/^rds-automated-backup /) as string],
  ['secret that waits for its deletion', 'build-secrets', 'secret build-server/deploy-key'],
  ['replica of a global table', 'key-1', 'dynamodb-table orders'],
])('demo dependents: a key is found by the %s', (_, alias, dependent) => {
  expect(shown(alias)).toContainEqual(dependent)
})

test('demo dependents: keys of another account are listed apart', () => {
  const foreign = swept.report().foreign_keys ?? []
  expect(foreign.map(({ key_arn }) => key_arn.split(':')[4])).toEqual(['444455556666', '444455556666'])
})

test('demo dependents: a denied type and one that a Region does not have are gaps', () => {
  expect(gaps('us-east-1')).toContain('dms-replication-instance denied')
  expect(gaps('eu-west-1')).toContain('connect-instance network')
  expect(gaps('us-east-1')).not.toContain('connect-instance network')
})

test('demo dependents: no read decrypts', () => {
  expect(swept.aws.calls['kms:Decrypt']).toBeUndefined()
  expect(gaps('us-east-1')).toContain('lambda-function partial')
})

test('demo dependents: two unused keys have none', () => {
  for (const alias of ['feature-store', 'staging-config']) expect(keyOf(alias)?.dependents).toEqual([])
})

test('demo dependents: AWS acts on resources of one unused key, and on none of another', () => {
  const acting = (alias: string) => keyOf(alias)?.dependents?.filter(({ acts_on_disabled }) => acts_on_disabled)
  expect(acting('warehouse')?.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['rds-instance', 'dynamodb-table', 'redshift-cluster']),
  )
  expect(acting('backup-2024')).toEqual([])
})

test('demo dependents: a session that may not use keys reads every type, and uses no key', async () => {
  const world = sampleWithFewGrants(NOW)
  const accounts = world.accounts.map(account => ({ ...account, roles: [{ name: 'KeyAuditor' }] }))
  const argv = ['-r', 'us-east-1', '--role-arn', 'arn:aws:iam::111122223333:role/KeyAuditor', '--dependents', 'all']
  const { aws, key, report } = await run([...argv, '-o', 'json'], { ...world, accounts })
  const orders = key(keyOf('orders')?.key_id ?? '')
  expect(orders.dependents?.map(({ type, id }) => `${type} ${id}`)).toContain('lambda-function order-mailer')
  const partial = report()
    .keys.flatMap(one => one.dependents_gaps ?? [])
    .filter(({ reason }) => reason === 'partial')
  expect(partial).toEqual([])
  const decryptions = aws.log.filter(({ operation }) => operation === 'kms:Decrypt')
  expect(decryptions.length).toBeGreaterThan(0)
  expect(decryptions.filter(({ error }) => error !== 'AccessDenied')).toEqual([])
})
