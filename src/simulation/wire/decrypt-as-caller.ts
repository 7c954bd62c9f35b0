import { decideBySessionPolicy } from '../world/session-policy.ts'
import type { SimulatedCall } from './call.ts'
import type { CallLog } from './call-log.ts'

/**
 * Decrypts with a key as the caller, as some services do for an answer that has secrets. The call is in the log, and
 * the use of the key in the world. Returns whether the session of the caller allows it.
 */
export function decryptAsCaller(
  { signer, region, service, index, now }: Omit<SimulatedCall, 'decrypt'>,
  key: string,
  log: CallLog,
): boolean {
  const alias = /(?:^|:)(alias\/.+)$/.exec(key)?.[1]
  const id = (alias === undefined ? undefined : index.keyOfAlias(alias)?.id) ?? key.replace(/^.*key\//, '')
  const allowed = decideBySessionPolicy(signer.sessionPolicy, 'kms:Decrypt') === 'allowed'
  const error = { errorCode: 'AccessDenied', errorMessage: 'with an explicit deny in a session policy' }
  index.addUse(id, {
    operation: 'Decrypt',
    at: now,
    by: signer.arn,
    via: `${service}.amazonaws.com`,
    ...(allowed ? {} : error),
  })
  log.note({
    account: signer.account.id,
    region,
    operation: 'kms:Decrypt',
    keyId: id,
    ...(allowed ? {} : { error: error.errorCode }),
  })
  return allowed
}
