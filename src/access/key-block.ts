import { CRYPTO_OPERATIONS, operationsOf, reEncrypts } from '../model/operations/crypto-operations.ts'
import type { ReadableKey } from '../model/key.ts'
import type { Blocked } from './facts.ts'

type KeyMetadata = Pick<ReadableKey, 'state' | 'usage' | 'spec'>

/** Why an action fails on a key for everyone, whatever the policies say. Null: nothing about the key prevents it. */
export function keyBlock({ state, usage, spec }: KeyMetadata, action: string): Blocked | null {
  const operation = action.replace(/^kms:/, '').replace(/^ReEncrypt(?:From|To)$/, 'ReEncrypt')
  if (CRYPTO_OPERATIONS.has(operation) && !supports(usage, spec, operation))
    return { link: 'key_usage', why: `The key has the usage ${usage} (${spec}), which does not support ${action}.` }
  if (!isPrevented(state, operation)) return null
  const words = state.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return { link: 'key_state', why: `The key is ${words}, so ${action} fails for everyone.` }
}

/** KMS answers InvalidKeyUsageException otherwise. */
const supports = (usage: string, spec: string, operation: string): boolean =>
  operation === 'ReEncrypt' ? reEncrypts(usage) : operationsOf(usage, spec).includes(operation)

/** Updating is a state of seconds, in which cryptographic operations work. */
function isPrevented(state: string, operation: string): boolean {
  if (state === 'Updating') return false
  if (operation === 'CancelKeyDeletion') return !state.startsWith('Pending') || state === 'PendingImport'
  if (state === 'Enabled') return false
  return CRYPTO_OPERATIONS.has(operation) || (ALSO_FAIL[state] ?? []).includes(operation)
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
