import { describe, expect, test } from 'vitest'
import rotationOff from '../../../src/checks/rotation/rotation-off.ts'
import rotationSlow from '../../../src/checks/rotation/rotation-slow.ts'
import type { KeyRecord } from '../../../src/model/report.ts'
import { judged, verdict } from '../judged.ts'

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

describe('rotation-off', () => {
  test.each<[what: string, key: Partial<KeyRecord>, expected: string]>([
    ['a symmetric key that does not rotate fails', off, 'fail medium'],
    ['one that rotates passes', rotating(365), 'pass'],
    ['one rotated by hand this year fails gently', byHand('2026-06-01T00:00:00Z'), 'fail low'],
    ['one rotated by hand long ago fails', byHand('2025-06-01T00:00:00Z'), 'fail medium'],
    [
      'one that AWS rotated this year, and no longer does, fails',
      rotated(automatic('2026-06-01T00:00:00Z')),
      'fail medium',
    ],
    [
      'so does one rotated by hand long before that',
      rotated(onDemand('2025-06-01T00:00:00Z'), automatic('2026-06-01T00:00:00Z')),
      'fail medium',
    ],
    ['a multi-Region primary fails', { ...off, multi_region: true, multi_region_type: 'PRIMARY' }, 'fail medium'],
    [
      'a replica is left to its primary',
      { ...off, multi_region: true, multi_region_type: 'REPLICA' },
      'not_applicable',
    ],
    ['imported material is rotated on demand', { ...off, origin: 'EXTERNAL' }, 'not_applicable'],
    ['a key in CloudHSM cannot rotate', { ...off, origin: 'AWS_CLOUDHSM' }, 'not_applicable'],
    ['a key in an external store cannot rotate', { ...off, origin: 'EXTERNAL_KEY_STORE' }, 'not_applicable'],
    ['an RSA key cannot rotate', { ...off, key_spec: 'RSA_2048' }, 'not_applicable'],
    ['a signing key cannot rotate', { ...off, key_spec: 'ECC_NIST_P256', key_usage: 'SIGN_VERIFY' }, 'not_applicable'],
    ['an agreement key cannot', { ...off, key_spec: 'ECC_NIST_P256', key_usage: 'KEY_AGREEMENT' }, 'not_applicable'],
    ['an HMAC key cannot', { ...off, key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC' }, 'not_applicable'],
    ['a disabled key does not rotate', { ...off, key_state: 'Disabled', enabled: false }, 'not_applicable'],
    ['nor does one pending deletion', { ...off, key_state: 'PendingDeletion' }, 'not_applicable'],
    ['AWS rotates its own', { ...off, key_manager: 'AWS' }, 'not_applicable'],
    ['what was denied is unknown, not off', { key_rotation_enabled: null }, 'unknown'],
    ['what was not asked is unknown', {}, 'unknown'],
    [
      'a denied rotation of an RSA key does not matter',
      { key_rotation_enabled: null, key_spec: 'RSA_2048' },
      'not_applicable',
    ],
  ])('%s', (_, key, expected) => expect(verdict(judged(rotationOff, key))).toBe(expected))

  test('the day is that of the last rotation by hand', () => {
    const key = rotated(onDemand('2026-03-01T00:00:00Z'), automatic('2026-06-01T00:00:00Z'))
    expect(judged(rotationOff, key).detail).toBe(
      'Automatic rotation is off. The key was last rotated on demand on 2026-03-01.',
    )
  })

  test('the reason of the gap is told', () => {
    const gap = {
      account_id: '111122223333',
      region: 'eu-west-1',
      key_id: '0a1b2c3d-0001-4000-8000-000000000001',
      operation: 'kms:GetKeyRotationStatus',
      reason: 'denied' as const,
      message: 'Access denied: kms:GetKeyRotationStatus',
    }
    expect(judged(rotationOff, { key_rotation_enabled: null }, { gaps: [gap] }).detail).toBe(gap.message)
  })

  test('a denied key policy changes nothing', () => {
    expect(verdict(judged(rotationOff, { ...rotating(365), key_policy: null }))).toBe('pass')
  })

  test('the remedy names key and Region', () => {
    const { remedy } = judged(rotationOff, off)
    expect(remedy).toBe('aws kms enable-key-rotation --key-id 0a1b2c3d-0001-4000-8000-000000000001 --region eu-west-1')
  })
})

describe('rotation-slow', () => {
  test.each<[what: string, key: Partial<KeyRecord>, expected: string]>([
    ['two years are slow', rotating(730), 'fail low'],
    ['a day more than a year is slow', rotating(366), 'fail low'],
    ['a year is not', rotating(365), 'pass'],
    ['off is the business of another check', off, 'not_applicable'],
    ['an unknown period is unknown', rotating(null), 'unknown'],
    ['denied is unknown', { key_rotation_enabled: null }, 'unknown'],
    ['an HMAC key has no period', { ...rotating(730), key_spec: 'HMAC_256' }, 'not_applicable'],
    ['AWS decides for its own', { ...rotating(730), key_manager: 'AWS' }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(rotationSlow, key))).toBe(expected))
})
