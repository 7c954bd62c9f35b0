import { listRequestQuotas } from '../../aws/service-quotas/list-quotas.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { PlaceDiagnosis, QuotaDiagnosis } from '../../model/diagnosis.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import { isSweepOperation, type Operation, rateOf } from '../../model/operations/operations.ts'
import type { Place } from '../../model/place.ts'
import type { ObservedCalls } from './observed-calls.ts'

/** A place, and the key on which permissions were tried. */
export interface TriedPlace {
  client: PlaceClient
  key: ListedKey | null
  quotas: readonly QuotaDiagnosis[]
}

/** Returns how every needed operation ended in a place. */
export function diagnosePlace(
  { client, key, quotas }: TriedPlace,
  operations: readonly Operation[],
  calls: ObservedCalls,
): PlaceDiagnosis {
  const { place } = client
  const why = whyNotTried(place, key, calls)
  const whyNot = (operation: Operation): string => (key !== null && isSweepOperation(operation) ? NOT_SWEPT : why)
  return {
    account_id: place.account,
    region: place.region,
    key_id: key?.id ?? null,
    operations: operations.map(operation => calls.diagnosis(place, operation, whyNot(operation))),
    quotas: [...quotas],
  }
}

/** A list was empty, or the call is made only for types that are named. */
const NOT_SWEPT = 'no resource of the Region needed it, or it could use a key to read one'

function whyNotTried(place: Place, key: ListedKey | null, calls: ObservedCalls): string {
  if (key !== null) return `key ${key.id}, on which the others were tried, and its account did not need it`
  const { status } = calls.diagnosis(place, 'kms:ListKeys', '')
  return status === 'ok' ? 'no key to try it on' : 'the keys cannot be listed'
}

/**
 * Returns the quota of each operation that a run calls. For an operation that Service Quotas does not list, this is the
 * default quota.
 */
export async function quotasOf(
  client: PlaceClient,
  operations: readonly Operation[],
  maxRates: Readonly<Record<string, number>>,
): Promise<QuotaDiagnosis[]> {
  const listed = new Map<string, number>()
  for (const prefix of new Set(operations.map(operation => operation.split(':')[0] ?? ''))) {
    const answer = await listRequestQuotas(client, SERVICE_CODES[prefix] ?? prefix)
    for (const quota of answer.known ? answer.value : []) listed.set(`${prefix}:${quota.operation}`, quota.perSecond)
  }
  return operations.map(operation => ({
    operation,
    per_second: listed.get(operation) ?? rateOf(operation, {}),
    source: listed.has(operation) ? 'service-quotas' : 'default',
    used_per_second: rateOf(operation, maxRates),
  }))
}

/** The codes of services that Service Quotas names otherwise than IAM does. */
const SERVICE_CODES: Readonly<Record<string, string>> = { cloudwatch: 'monitoring' }
