import { expect, test } from 'vitest'
import rotationOff from '../../../src/checks/rotation/rotation-off.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

const off = { key_rotation_enabled: false }
const rotating = (days: number | null): Partial<KeyRecord> => ({
  key_rotation_enabled: true,
  rotation: { period_in_days: days, next_rotation_date: null, rotations: [] },
})
const rotated = (...rotations: { date: string; type: string }[]): Partial<KeyRecord> => ({
  ...off,
  rotation: { period_in_days: null, next_rotation_date: null, rotations },
})
const onDemand = (date: string) => ({ date, type: 'ON_DEMAND' })
const automatic = (date: string) => ({ date, type: 'AUTOMATIC' })
const byHand = (date: string) => rotated(onDemand(date))

test.each<[what: string, key: Partial<KeyRecord>, expected: string]>([
  ['a symmetric key that does not rotate fails', off, 'fail medium'],
  ['a key that rotates passes', rotating(365), 'pass'],
  ['an on-demand rotation this year fails with low severity', byHand('2026-06-01T00:00:00Z'), 'fail low'],
  ['an old on-demand rotation fails', byHand('2025-06-01T00:00:00Z'), 'fail medium'],
  ['an automatic rotation this year fails', rotated(automatic('2026-06-01T00:00:00Z')), 'fail medium'],
  [
    'an old on-demand rotation before an automatic one fails',
    rotated(onDemand('2025-06-01T00:00:00Z'), automatic('2026-06-01T00:00:00Z')),
    'fail medium',
  ],
  ['a multi-Region primary fails', { ...off, multi_region: true, multi_region_type: 'PRIMARY' }, 'fail medium'],
  ['a replica is not applicable', { ...off, multi_region: true, multi_region_type: 'REPLICA' }, 'not_applicable'],
  ['imported key material is not applicable', { ...off, origin: 'EXTERNAL' }, 'not_applicable'],
  ['a key in CloudHSM is not applicable', { ...off, origin: 'AWS_CLOUDHSM' }, 'not_applicable'],
  ['a key in an external key store is not applicable', { ...off, origin: 'EXTERNAL_KEY_STORE' }, 'not_applicable'],
  ['an RSA key is not applicable', { ...off, key_spec: 'RSA_2048' }, 'not_applicable'],
  [
    'a signing key is not applicable',
    { ...off, key_spec: 'ECC_NIST_P256', key_usage: 'SIGN_VERIFY' },
    'not_applicable',
  ],
  [
    'a key agreement key is not applicable',
    { ...off, key_spec: 'ECC_NIST_P256', key_usage: 'KEY_AGREEMENT' },
    'not_applicable',
  ],
  [
    'an HMAC key is not applicable',
    { ...off, key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC' },
    'not_applicable',
  ],
  ['a disabled key is not applicable', { ...off, key_state: 'Disabled', enabled: false }, 'not_applicable'],
  ['a key pending deletion is not applicable', { ...off, key_state: 'PendingDeletion' }, 'not_applicable'],
  ['AWS managed keys are not applicable', { ...off, key_manager: 'AWS' }, 'not_applicable'],
  ['a denied rotation status is unknown', { key_rotation_enabled: null }, 'unknown'],
  ['a rotation status that was not read is unknown', {}, 'unknown'],
  [
    'an RSA key with a denied rotation status is not applicable',
    { key_rotation_enabled: null, key_spec: 'RSA_2048' },
    'not_applicable',
  ],
])('rotation-off: %s', (_, key, expected) => expect(outcome(judgeKey(rotationOff, key))).toBe(expected))

test('rotation-off: the detail has the day of the last on-demand rotation', () => {
  const key = rotated(onDemand('2026-03-01T00:00:00Z'), automatic('2026-06-01T00:00:00Z'))
  expect(judgeKey(rotationOff, key).detail).toBe(
    'Automatic rotation is off. The key was last rotated on demand on 2026-03-01.',
  )
})

test('rotation-off: the detail has the reason of the gap', () => {
  const gap = {
    account_id: '111122223333',
    region: 'eu-west-1',
    key_id: '0a1b2c3d-0001-4000-8000-000000000001',
    operation: 'kms:GetKeyRotationStatus',
    reason: 'denied' as const,
    message: 'Access denied: kms:GetKeyRotationStatus',
  }
  expect(judgeKey(rotationOff, { key_rotation_enabled: null }, { gaps: [gap] }).detail).toBe(gap.message)
})

test('rotation-off: a denied key policy does not matter', () => {
  expect(outcome(judgeKey(rotationOff, { ...rotating(365), key_policy: null }))).toBe('pass')
})

test('rotation-off: the remedy names the key and the Region', () => {
  const { remedy } = judgeKey(rotationOff, off)
  expect(remedy).toBe('aws kms enable-key-rotation --key-id 0a1b2c3d-0001-4000-8000-000000000001 --region eu-west-1')
})
