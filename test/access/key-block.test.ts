import { expect, test } from 'vitest'
import { keyBlock } from '../../src/access/key-block.ts'

const SYMMETRIC = { usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' }
const RSA = { usage: 'SIGN_VERIFY', spec: 'RSA_4096' }

const stateBlocks = (state: string, action: string): boolean =>
  keyBlock({ state, ...SYMMETRIC }, `kms:${action}`)?.link === 'key_state'

test.each([
  ['Enabled', 'Decrypt', false],
  ['Enabled', 'CancelKeyDeletion', true],
  ['Updating', 'Decrypt', false],
  ['Disabled', 'Decrypt', true],
  ['Disabled', 'ReEncryptFrom', true],
  ['Disabled', 'CreateGrant', true],
  ['Disabled', 'EnableKey', false],
  ['Disabled', 'DescribeKey', false],
  ['Disabled', 'ScheduleKeyDeletion', false],
  ['PendingDeletion', 'GenerateDataKey', true],
  ['PendingDeletion', 'EnableKey', true],
  ['PendingDeletion', 'CancelKeyDeletion', false],
  ['PendingDeletion', 'GetKeyPolicy', false],
  ['PendingReplicaDeletion', 'CancelKeyDeletion', false],
  ['PendingImport', 'Encrypt', true],
  ['PendingImport', 'ImportKeyMaterial', false],
  ['Unavailable', 'Decrypt', true],
  ['Unavailable', 'CreateGrant', false],
  ['StateOfTheFuture', 'Decrypt', true],
  ['StateOfTheFuture', 'DescribeKey', false],
])('state of a key: %s, %s fails: %s', (state, action, expected) => {
  expect(stateBlocks(state, action)).toBe(expected)
})

test('state of a key: the reason names the state and the action', () => {
  expect(keyBlock({ state: 'PendingDeletion', ...SYMMETRIC }, 'kms:Decrypt')?.why).toBe(
    'The key is pending deletion, so kms:Decrypt fails for everyone.',
  )
})

test.each([
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'Decrypt', true],
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'Sign', false],
  ['RSA_4096', 'ENCRYPT_DECRYPT', 'ReEncryptTo', true],
  ['RSA_4096', 'ENCRYPT_DECRYPT', 'GenerateDataKey', false],
  ['RSA_4096', 'SIGN_VERIFY', 'Decrypt', false],
  ['RSA_4096', 'SIGN_VERIFY', 'ReEncryptFrom', false],
  ['RSA_4096', 'SIGN_VERIFY', 'Verify', true],
  ['RSA_4096', 'SIGN_VERIFY', 'GetPublicKey', true],
  ['HMAC_256', 'GENERATE_VERIFY_MAC', 'Decrypt', false],
  ['HMAC_256', 'GENERATE_VERIFY_MAC', 'DescribeKey', true],
  ['ECC_NIST_P256', 'KEY_AGREEMENT', 'DeriveSharedSecret', true],
  ['SPEC_OF_THE_FUTURE', 'USAGE_OF_THE_FUTURE', 'Decrypt', true],
])('usage of a key: %s for %s, %s works: %s', (spec, usage, action, expected) => {
  expect(keyBlock({ state: 'Enabled', usage, spec }, `kms:${action}`)?.link).toBe(expected ? undefined : 'key_usage')
})

test('usage of a key: the reason names the spec, the usage and the action', () => {
  expect(keyBlock({ state: 'Disabled', ...RSA }, 'kms:Decrypt')?.why).toBe(
    'The key has the usage SIGN_VERIFY (RSA_4096), which does not support kms:Decrypt.',
  )
})
