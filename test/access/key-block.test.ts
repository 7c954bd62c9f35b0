import { expect, test } from 'vitest'
import { keyBlock } from '../../src/access/key-block.ts'

const stateBlocks = (state: string, action: string): boolean =>
  keyBlock({ state }, `kms:${action}`)?.link === 'key_state'

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
  expect(keyBlock({ state: 'PendingDeletion' }, 'kms:Decrypt')?.why).toBe(
    'The key is pending deletion, so kms:Decrypt fails for everyone.',
  )
})
