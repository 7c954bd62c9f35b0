import { listRequestQuotas } from '../../aws/service-quotas/list-quotas.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { PlaceDiagnosis, QuotaDiagnosis } from '../../model/diagnosis.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import { type Operation, rateOf } from '../../model/operations.ts'
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
  return {
    account_id: place.account,
    region: place.region,
    key_id: key?.id ?? null,
    operations: operations.map(operation => calls.diagnosis(place, operation, why)),
    quotas: [...quotas],
  }
}

function whyNotTried(place: Place, key: ListedKey | null, calls: ObservedCalls): string {
  if (key !== null) return `key ${key.id}, on which the others were tried, and its account did not need it`
  const { status } = calls.diagnosis(place, 'kms:ListKeys', '')
  return status === 'ok' ? 'no key to try it on' : 'the keys cannot be listed'
}

/**
 * Returns the quota of each operation of KMS that a run calls. Without the answer of Service Quotas these are the
 * default quotas.
 */
export async function quotasOf(
  client: PlaceClient,
  operations: readonly Operation[],
  maxRates: Readonly<Record<string, number>>,
): Promise<QuotaDiagnosis[]> {
  const answer = await listRequestQuotas(client, 'kms')
  const listed = new Map(answer.known ? answer.value.map(each => [`kms:${each.operation}`, each.perSecond]) : [])
  return operations
    .filter(operation => operation.startsWith('kms:'))
    .map(operation => ({
      operation,
      per_second: listed.get(operation) ?? rateOf(operation, {}),
      source: listed.has(operation) ? 'service-quotas' : 'default',
      used_per_second: rateOf(operation, maxRates),
    }))
}
