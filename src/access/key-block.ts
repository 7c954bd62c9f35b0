import { CRYPTO_OPERATIONS } from '../model/operations/crypto-operations.ts'
import type { ReadableKey } from '../model/key.ts'
import type { Blocked } from './facts.ts'

/** Why an action fails on a key for everyone, whatever the policies say. Null: nothing about the key prevents it. */
export function keyBlock({ state }: Pick<ReadableKey, 'state'>, action: string): Blocked | null {
  if (!isPrevented(state, action.replace(/^kms:/, ''))) return null
  const words = state.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return { link: 'key_state', why: `The key is ${words}, so ${action} fails for everyone.` }
}

const isCryptographic = (operation: string): boolean =>
  CRYPTO_OPERATIONS.has(operation.replace(/^ReEncrypt(?:From|To)$/, 'ReEncrypt'))

/** Updating is a state of seconds, in which cryptographic operations work. */
function isPrevented(state: string, operation: string): boolean {
  if (state === 'Updating') return false
  if (operation === 'CancelKeyDeletion') return !state.startsWith('Pending') || state === 'PendingImport'
  if (state === 'Enabled') return false
  return isCryptographic(operation) || (ALSO_FAIL[state] ?? []).includes(operation)
}

const ROTATION = ['EnableKeyRotation', 'DisableKeyRotation', 'RotateKeyOnDemand']
const IMPORT = ['ImportKeyMaterial', 'GetParametersForImport', 'DeleteImportedKeyMaterial']
const DELETION =
  'CreateGrant GetPublicKey CreateAlias EnableKey DisableKey ScheduleKeyDeletion TagResource UntagResource'
    .split(' ')
    .concat('UpdateKeyDescription', ROTATION, IMPORT)

/**
 * What fails in a state besides cryptographic operations.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html#key-state-table
 */
const ALSO_FAIL: Readonly<Record<string, readonly string[]>> = {
  Disabled: ['CreateGrant', 'GetPublicKey', ...ROTATION],
  PendingImport: ['CreateGrant', 'EnableKey', 'DisableKey', 'EnableKeyRotation', 'DisableKeyRotation'],
  PendingDeletion: DELETION,
  PendingReplicaDeletion: DELETION,
  Unavailable: [...ROTATION, ...IMPORT],
}
