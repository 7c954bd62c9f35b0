import { accessDeniedError } from '../faults/aws-errors.ts'
import { DAY } from '../../model/time.ts'
import { seconds, textOrUndefined, WireError, type SimulatedCall } from '../wire/call.ts'
import type { SimKey, SimUse } from '../world/sim-key.ts'

// https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html

/** Disables a key. A key that is disabled already stays so. */
export function disableKey(call: SimulatedCall, key: SimKey): unknown {
  requireOurs(call, key)
  requireNotPending(call, key)
  call.index.changeKey(key.id, { state: 'Disabled' }, eventOf(call))
  return {}
}

export function enableKey(call: SimulatedCall, key: SimKey): unknown {
  requireOurs(call, key)
  requireNotPending(call, key)
  call.index.changeKey(key.id, { state: 'Enabled' }, eventOf(call))
  return {}
}

export function scheduleKeyDeletion(call: SimulatedCall, key: SimKey): unknown {
  requireOurs(call, key)
  requireNotPending(call, key)
  const days = Number(call.input['PendingWindowInDays'] ?? 30)
  if (!(days >= 7 && days <= 30)) throw new WireError('ValidationException', 'PendingWindowInDays is not in range 7-30')
  const deletionDate = call.now + days * DAY
  call.index.changeKey(key.id, { state: 'PendingDeletion', deletionDate }, eventOf(call, { pendingWindowInDays: days }))
  return {
    KeyId: call.index.arn(key),
    DeletionDate: seconds(deletionDate),
    KeyState: 'PendingDeletion',
    PendingWindowInDays: days,
  }
}

/** Cancels the deletion. The key is disabled afterwards, whatever it was before. */
export function cancelKeyDeletion(call: SimulatedCall, key: SimKey): unknown {
  requireOurs(call, key)
  if (key.state !== 'PendingDeletion') throw invalidState(`${call.index.arn(key)} is not pending deletion.`)
  call.index.changeKey(key.id, { state: 'Disabled' }, eventOf(call))
  return { KeyId: call.index.arn(key) }
}

/** Encrypts, decrypts or makes a data key. A key that is not enabled refuses, and CloudTrail shows the failed call. */
export function useKey(call: SimulatedCall, key: SimKey): unknown {
  const arn = call.index.arn(key)
  const refusal = refusalOf(key, arn)
  const error = refusal === null ? {} : { errorCode: refusal.name, errorMessage: refusal.message }
  call.index.addUse(key.id, { ...eventOf(call), ...contextOf(call), ...error })
  if (refusal !== null) throw refusal
  return { KeyId: arn, CiphertextBlob: base64(arn), Plaintext: base64('simulated') }
}

function refusalOf({ state }: SimKey, arn: string): WireError | null {
  if (state === 'Enabled') return null
  if (state === 'Disabled') return new WireError('DisabledException', `${arn} is disabled.`)
  return invalidState(`${arn} is ${state.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}.`)
}

const eventOf = ({ operation, now, signer }: SimulatedCall, parameters?: SimUse['parameters']): SimUse => ({
  operation,
  at: now,
  by: signer.arn,
  ...(parameters !== undefined && { parameters }),
})

function contextOf({ input }: SimulatedCall): Pick<SimUse, 'encryptionContext'> {
  const context = input['EncryptionContext']
  return typeof context === 'object' && context !== null
    ? { encryptionContext: context as Readonly<Record<string, string>> }
    : {}
}

function requireOurs(call: SimulatedCall, { manager }: SimKey): void {
  if (manager !== 'CUSTOMER')
    throw accessDeniedError(call, `because no resource-based policy allows the kms:${call.operation} action`)
}

function requireNotPending({ index }: SimulatedCall, key: SimKey): void {
  if (key.state === 'PendingDeletion') throw invalidState(`${index.arn(key)} is pending deletion.`)
}

const invalidState = (message: string): WireError => new WireError('KMSInvalidStateException', message)

const base64 = (plain: string): string => Buffer.from(plain).toString('base64')

/** Returns the ID of the key of a ciphertext: `useKey` writes the ARN of its key into it. */
export function keyOfCiphertext({ input }: SimulatedCall): string | undefined {
  const blob = textOrUndefined(input['CiphertextBlob'])
  return blob === undefined ? undefined : Buffer.from(blob, 'base64').toString('utf8')
}
