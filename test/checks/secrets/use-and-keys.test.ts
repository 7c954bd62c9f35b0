import { expect, test } from 'vitest'
import awsManaged from '../../../src/checks/secrets/secret-key-aws-managed.ts'
import untagged from '../../../src/checks/secrets/secret-untagged.ts'
import unusable from '../../../src/checks/secrets/secret-key-unusable.ts'
import unused from '../../../src/checks/secrets/secret-unused.ts'
import { aKey, dayAgo, daysAgo, judgeSecret, refused, type SecretParts } from './a-secret.ts'

const replicas = (lastRead: string | null) => ({
  primary_region: 'us-east-1',
  replicas: [{ region: 'eu-west-1', key_id: null, status: 'InSync', last_read_on: lastRead }],
})

const BY_ROTATION: SecretParts = { last_read_on: dayAgo(10), rotation: { last_rotated_at: daysAgo(10) } }

test.each<[when: string, secret: SecretParts, status: string]>([
  ['it was read today', {}, 'pass'],
  ['it was read 90 days ago', { last_read_on: dayAgo(90) }, 'pass'],
  ['it was read 91 days ago', { last_read_on: dayAgo(91) }, 'fail'],
  ['it is old and was never read', { last_read_on: null }, 'fail'],
  ['it is new and was never read', { last_read_on: null, created_at: daysAgo(89) }, 'pass'],
  ['a replica was read', { last_read_on: dayAgo(400), ...replicas(dayAgo(3)) }, 'pass'],
  ['no Region was read', { last_read_on: dayAgo(400), ...replicas(dayAgo(300)) }, 'fail'],
  ['its replicas could not be read', { last_read_on: dayAgo(400), replicas: null }, 'unknown'],
  ['it was read, and its replicas could not', { replicas: null }, 'pass'],
  ['the only recent read can be that of the rotation function', BY_ROTATION, 'unknown'],
  ['a replica was read, and the rotation function ran', { ...BY_ROTATION, ...replicas(dayAgo(3)) }, 'pass'],
  ['a service manages it', { last_read_on: null, owning_service: 'rds' }, 'not_applicable'],
])('secret-unused: when %s', (_, secret, status) => {
  expect(judgeSecret(unused, secret).status).toBe(status)
})

test('secret-unused: the replicas are detached first, and each copy has its price', () => {
  const { remedy, detail } = judgeSecret(unused, { last_read_on: dayAgo(400), ...replicas(dayAgo(300)) })
  expect(detail).toBe('Last read on 2026-01-24, 300 days ago. It costs $0.80 a month, with its replica.')
  expect(remedy).toMatch(
    /^aws secretsmanager remove-regions-from-replication .* --remove-replica-regions eu-west-1 .* && aws secretsmanager delete-secret .* --recovery-window-in-days 30 --region us-east-1$/,
  )
})

test.each<[when: string, key: SecretParts['key'], status: string]>([
  ['the key is enabled', {}, 'pass'],
  ['the key is disabled', { state: 'Disabled' }, 'fail'],
  ['the key will be deleted', { state: 'PendingDeletion', deletion_date: daysAgo(-9) }, 'fail'],
  ['the key does not exist', { state: 'NotFound' }, 'fail'],
  ['the key of another account is disabled', { kind: 'other_account', state: 'Disabled' }, 'fail'],
  ['the key could not be read', { state: null, kind: 'unknown' }, 'unknown'],
  ['the key of another account could not be read', { state: null, kind: 'other_account' }, 'unknown'],
  ['it has the AWS managed key', { id: null, arn: null, state: null, kind: 'aws_managed' }, 'pass'],
])('secret-key-unusable: when %s', (_, key = {}, status) => {
  expect(judgeSecret(unusable, { key }).status).toBe(status)
})

test('secret-key-unusable: a secret that a service manages is judged too, one that is being deleted is not', () => {
  const key = { state: 'Disabled' }
  expect(judgeSecret(unusable, { key, owning_service: 'rds' }).status).toBe('fail')
  expect(judgeSecret(unusable, { key, deleted_at: daysAgo(1) }).status).toBe('not_applicable')
})

test('secret-key-unusable: the remedy makes an own key usable again, and leaves a foreign one alone', () => {
  expect(judgeSecret(unusable, { key: { state: 'Disabled' } }).remedy).toMatch(/^aws kms enable-key --key-id 1234abcd-/)
  expect(judgeSecret(unusable, { key: { state: 'PendingDeletion' } }).remedy).toMatch(
    /^aws kms cancel-key-deletion .* && aws kms enable-key /,
  )
  expect(judgeSecret(unusable, { key: { state: 'Disabled', kind: 'other_account' } }).remedy).toBe('')
})

const OTHER = { id: 'alias/old', arn: null }

test.each<[when: string, keys: SecretParts['value_keys'], key: SecretParts['key'], status: string, severity: string]>([
  ['the value is still under another key that works', [aKey(OTHER)], { state: 'Disabled' }, 'fail', 'medium'],
  [
    'the new key works, but the value is under a disabled one',
    [aKey({ ...OTHER, state: 'Disabled' })],
    {},
    'fail',
    'high',
  ],
  ['one of the keys of the value works', [aKey({ ...OTHER, state: 'Disabled' }), aKey()], {}, 'pass', 'high'],
  [
    'one key does not work and the other is not known',
    [aKey({ ...OTHER, state: 'Disabled' }), aKey({ state: null })],
    {},
    'unknown',
    'high',
  ],
  ['the keys of the value could not be read', null, {}, 'unknown', 'high'],
  ['the alias of the key for new values was deleted', [aKey()], { ...OTHER, state: 'NotFound' }, 'fail', 'medium'],
])('secret-key-unusable: when %s', (_, value_keys = null, key = {}, status, severity) => {
  expect(judgeSecret(unusable, { value_keys, key })).toMatchObject({ status, severity })
})

test('secret-key-unusable: what does not work is said: to read the secret, or to store a new value', () => {
  const disabled = { state: 'Disabled' }
  expect(judgeSecret(unusable, { key: disabled }).detail).toMatch(
    /^The secret cannot be read: the key arn:\S+ has the state Disabled\.$/,
  )
  expect(judgeSecret(unusable, { key: disabled, value_keys: [aKey(OTHER)] }).detail).toMatch(
    /^No new value can be stored: /,
  )
})

test('secret-key-unusable: a refusal of KMS is the reason', () => {
  const { detail } = judgeSecret(unusable, { key: { state: null, kind: 'unknown' } }, [refused('kms:DescribeKey')])
  expect(detail).toBe('kms:DescribeKey: not allowed')
})

test.each<[when: string, secret: SecretParts, status: string]>([
  ['it has a customer managed key', {}, 'pass'],
  ['it has aws/secretsmanager', { key: { id: null, kind: 'aws_managed' } }, 'fail'],
  ['it has the key of another account', { key: { kind: 'other_account' } }, 'pass'],
  ['its key could not be read', { key: { kind: 'unknown' } }, 'unknown'],
  ['a service manages it', { key: { id: null, kind: 'aws_managed' }, owning_service: 'rds' }, 'not_applicable'],
])('secret-key-aws-managed: when %s', (_, secret, status) => {
  expect(judgeSecret(awsManaged, secret).status).toBe(status)
})

test.each<[when: string, secret: SecretParts, status: string]>([
  ['it has a tag', {}, 'pass'],
  ['it has none', { tags: [] }, 'fail'],
  ['AWS made its only tag', { tags: [{ TagKey: 'aws:cloudformation:stack-name', TagValue: 'x' }] }, 'fail'],
])('secret-untagged: when %s', (_, secret, status) => {
  expect(judgeSecret(untagged, secret).status).toBe(status)
})
