import type { KnownCall } from '../known-call.ts'
import type { KmsCall } from './records.ts'

/** Calls that only read, and changes that failed, are not kept. */
export function knownCall({ caller, ...call }: KmsCall, updatedBy: string | null): KnownCall | null {
  const { operation, account, region, at, keys, eventId } = call
  const error = call.dryRun ? 'DryRunOperationException' : call.error
  const isUse = !['DescribeKey', 'GetPublicKey', 'DisableKey', 'ScheduleKeyDeletion'].includes(operation)
  if (operation === 'DescribeKey' || (!isUse && error !== null)) return null
  const { principal, service } = caller
  const greater = updatedBy !== null && updatedBy > eventId ? updatedBy : eventId
  return { account, region, at, operation, keys, principal, service, error, eventId: greater }
}
