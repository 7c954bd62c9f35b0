import type { Json } from '../../lib/json.ts'
import { isObject } from '../../lib/json.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { Answer } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { selectRecords } from './aggregator.ts'

/**
 * The query for every alias that an aggregator has.
 * https://github.com/awslabs/aws-config-resource-schema (AWS::KMS::Alias)
 */
const ALIASES_EXPRESSION =
  'SELECT accountId, awsRegion, configuration.AliasName, configuration.TargetKeyId ' +
  "WHERE resourceType = 'AWS::KMS::Alias'"

/** Aliases by account and Region, as `111122223333 us-east-1`. A place without one may have aliases nevertheless. */
export type RecordedAliases = ReadonlyMap<string, AliasesByKey>

/** Asks an aggregator for every alias that it has. A record that cannot be read is left out. */
export async function selectAliases(client: PlaceClient, aggregator: string): Promise<Answer<RecordedAliases>> {
  const records = await selectRecords(client, aggregator, ALIASES_EXPRESSION)
  if (!records.known) return records
  const places = new Map<string, Map<string, string[]>>()
  for (const record of records.value) collect(places, record)
  for (const byKey of places.values()) for (const names of byKey.values()) names.sort()
  return { known: true, value: places }
}

function collect(places: Map<string, Map<string, string[]>>, { accountId, awsRegion, configuration }: Json): void {
  if (typeof accountId !== 'string' || typeof awsRegion !== 'string' || !isObject(configuration)) return
  const { AliasName: name, TargetKeyId: target } = configuration
  if (typeof name !== 'string' || !name.startsWith('alias/') || typeof target !== 'string') return
  // The id of the key, or its ARN.
  const key = target.slice(target.lastIndexOf('/') + 1)
  const place = `${accountId} ${awsRegion}`
  const byKey = places.get(place) ?? new Map<string, string[]>()
  places.set(place, byKey)
  const names = byKey.get(key) ?? []
  byKey.set(key, names)
  if (!names.includes(name)) names.push(name)
}
