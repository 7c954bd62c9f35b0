import { expect, test } from 'vitest'
import failed from '../../../src/checks/secrets/secret-rotation-failed.ts'
import notRotated from '../../../src/checks/secrets/secret-not-rotated.ts'
import off from '../../../src/checks/secrets/secret-rotation-off.ts'
import overdue from '../../../src/checks/secrets/secret-rotation-overdue.ts'
import stuck from '../../../src/checks/secrets/secret-rotation-stuck.ts'
import type { RotationEventsRecord } from '../../../src/model/assessments/secrets.ts'
import { daysAgo, judgeSecret, refused, type SecretParts } from './a-secret.ts'

const OFF: SecretParts = { rotation: { enabled: false, function_arn: null, every_days: null, next_rotation_at: null } }

test.each<[when: string, secret: SecretParts, status: string]>([
  ['rotation is on', {}, 'pass'],
  ['rotation is off', OFF, 'fail'],
  ['a service manages it', { ...OFF, owning_service: 'rds' }, 'not_applicable'],
  ['it is a replica', { ...OFF, is_replica: true, primary_region: 'eu-west-1' }, 'not_applicable'],
  ['it is being deleted', { ...OFF, deleted_at: daysAgo(1) }, 'not_applicable'],
])('secret-rotation-off: when %s', (_, secret, status) => {
  expect(judgeSecret(off, secret).status).toBe(status)
})

test.each<[when: string, rotation: SecretParts['rotation'], status: string]>([
  ['it is due tomorrow', { next_rotation_at: daysAgo(-1) }, 'pass'],
  ['it was due less than two days ago', { next_rotation_at: daysAgo(1.9) }, 'pass'],
  ['it was due more than two days ago', { next_rotation_at: daysAgo(2.1) }, 'fail'],
  ['only the schedule says when it was due', { next_rotation_at: null, last_rotated_at: daysAgo(33) }, 'fail'],
  ['the schedule says that it is not due yet', { next_rotation_at: null, last_rotated_at: daysAgo(31) }, 'pass'],
  ['nothing says when it is due', { next_rotation_at: null, last_rotated_at: null }, 'unknown'],
  ['rotation is off', { enabled: false, next_rotation_at: daysAgo(100) }, 'not_applicable'],
])('secret-rotation-overdue: when %s', (_, rotation = {}, status) => {
  expect(judgeSecret(overdue, { rotation }).status).toBe(status)
})

const events = (parts: Partial<RotationEventsRecord>): RotationEventsRecord => ({
  failed: 0,
  abandoned: 0,
  last_at: null,
  since: daysAgo(90),
  is_partial: false,
  ...parts,
})

test.each<[when: string, secret: SecretParts, status: string]>([
  ['nothing failed', {}, 'pass'],
  ['the latest rotation failed', { rotation_events: events({ failed: 2, last_at: daysAgo(1) }) }, 'fail'],
  ['a rotation was abandoned last', { rotation_events: events({ abandoned: 1, last_at: daysAgo(1) }) }, 'fail'],
  ['a rotation succeeded after it', { rotation_events: events({ failed: 2, last_at: daysAgo(12) }) }, 'pass'],
  [
    'the first rotation of all failed',
    { rotation: { last_rotated_at: null }, rotation_events: events({ failed: 1, last_at: daysAgo(80) }) },
    'fail',
  ],
  ['CloudTrail could not be read', { rotation_events: null }, 'unknown'],
  [
    'CloudTrail was read back to before the last rotation',
    { rotation_events: events({ is_partial: true, since: daysAgo(11) }) },
    'pass',
  ],
  [
    'CloudTrail was not read back to the last rotation',
    { rotation_events: events({ is_partial: true, since: daysAgo(9) }) },
    'unknown',
  ],
  [
    'a failure is among what could be read',
    { rotation_events: events({ is_partial: true, since: daysAgo(3), failed: 1, last_at: daysAgo(2) }) },
    'fail',
  ],
  ['rotation is off', { ...OFF, rotation_events: null }, 'not_applicable'],
])('secret-rotation-failed: when %s', (_, secret, status) => {
  expect(judgeSecret(failed, secret).status).toBe(status)
})

test('secret-rotation-failed: a refusal of CloudTrail is the reason', () => {
  const { detail } = judgeSecret(failed, { rotation_events: null }, [refused('cloudtrail:LookupEvents')])
  expect(detail).toBe('cloudtrail:LookupEvents: not allowed')
})

test('secret-rotation-failed: a count of part of the window is a lower bound', () => {
  const rotation_events = events({ is_partial: true, since: daysAgo(3), failed: 4, last_at: daysAgo(2) })
  expect(judgeSecret(failed, { rotation_events }).detail).toMatch(/^At least 4 rotations failed and 0 abandoned/)
})

const pending = (created_at: string | null): SecretParts => ({ pending_versions: [{ version_id: 'v-2', created_at }] })

test.each<[when: string, secret: SecretParts, status: string]>([
  ['no version is pending', {}, 'pass'],
  ['a version is pending for an hour', pending(daysAgo(1 / 24)), 'pass'],
  ['a version is pending for two days', pending(daysAgo(2)), 'fail'],
  ['the age of the version is not known', pending(null), 'unknown'],
  ['the versions could not be read', { pending_versions: null }, 'unknown'],
  ['rotation is off, but an earlier one stopped half-way', { ...OFF, ...pending(daysAgo(200)) }, 'fail'],
])('secret-rotation-stuck: when %s', (_, secret, status) => {
  expect(judgeSecret(stuck, secret).status).toBe(status)
})

test('secret-rotation-stuck: the remedy changes nothing, and the advice names the version', () => {
  const { remedy, advice } = judgeSecret(stuck, pending(daysAgo(2)))
  expect(remedy).toMatch(/^aws secretsmanager list-secret-version-ids --secret-id arn:\S+ --region us-east-1$/)
  expect(advice).toContain('--version-stage AWSPENDING --remove-from-version-id v-2')
})

const OLD: SecretParts = { value_created_at: daysAgo(91), rotation: { last_rotated_at: daysAgo(91) } }

test.each<[when: string, secret: SecretParts, status: string]>([
  ['it was rotated 10 days ago', {}, 'pass'],
  ['its value is 89 days old', { ...OLD, value_created_at: daysAgo(89) }, 'pass'],
  ['its value is 91 days old', OLD, 'fail'],
  ['a value was stored by hand after the last rotation', { ...OLD, value_created_at: daysAgo(3) }, 'pass'],
  ['rotation is off, and a pipeline stores new values', { ...OFF, value_created_at: daysAgo(6) }, 'pass'],
  ['the age of its value is not known', { ...OLD, value_created_at: null }, 'unknown'],
  ['only its last rotation is known, and recent', { value_created_at: null }, 'pass'],
  ['a service manages it', { ...OLD, owning_service: 'rds' }, 'not_applicable'],
])('secret-not-rotated: when %s', (_, secret, status) => {
  expect(judgeSecret(notRotated, secret).status).toBe(status)
})

test('secret-not-rotated: the detail says how old the value is, and claims no more about rotations than is recorded', () => {
  const rotation = { ...OFF.rotation, last_rotated_at: null }
  expect(judgeSecret(notRotated, { rotation, value_created_at: daysAgo(200) }).detail).toBe(
    'The current value is from 2026-05-04, 200 days ago, more than 90 days. Secrets Manager recorded no rotation, and rotation is off.',
  )
})

test('secret-rotation-off: a failure before rotation was turned off is named', () => {
  const rotation_events = events({ abandoned: 1, last_at: daysAgo(4) })
  expect(judgeSecret(off, { ...OFF, rotation_events }).detail).toBe(
    'Automatic rotation is off. A rotation failed or was abandoned on 2026-11-16, 4 days ago.',
  )
})
