import type { Answer } from '../../aws/answers/answer.ts'
import type { AggregatorSource } from '../../aws/config/aggregator.ts'
import type { RecordedKey } from '../../aws/config/recorded-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Place } from '../../model/place.ts'
import type { EnteredAccount, Run } from '../run/run.ts'
import { placeId } from '../sweep/resolve-key.ts'
import { askAggregator } from './ask-aggregator.ts'
import { noteCoverage } from './coverage.ts'
import type { Inventory, RecordedPlace } from './inventory.ts'
import { wantedRecords, type WantedRecords } from './wanted-records.ts'

/**
 * Reads which keys AWS Config has recorded, if the run asks for that, and notes what the aggregator does not cover: there,
 * no record means nothing. Throws an `AuditError` if the aggregator does not answer.
 */
export async function readInventory(run: Run, accounts: readonly EnteredAccount[]): Promise<Inventory | null> {
  const { inventory: asked } = run.options
  if (asked === null) return null
  const { client, selected } = await askAggregator(run, asked.aggregator)
  const { aggregatorSources } = await import('../../aws/config/aggregator.ts')
  const sources = await aggregatorSources(client, asked.aggregator.name)
  client.note(sources, 'config:DescribeConfigurationAggregatorSourcesStatus')
  const { failure, wrong, keys } = selected
  if (failure !== null) {
    const why = `only ${keys.length} keys could be read: ${failure.why}`
    client.gap('config:SelectAggregateResourceConfig', failure.reason, why)
  } else if (wrong !== null) client.gap('config:SelectAggregateResourceConfig', 'malformed', wrong)
  const wanted = wantedRecords(run, accounts)
  const recorded = placesOfRecords(keys, wanted, sources)
  const places = recorded.size === 0 ? recorded : await withAliases(recorded, client, asked.aggregator.name)
  noteCoverage(run, { client, wanted, places, sources: sources.known ? sources.value : null })
  const from = `config:${asked.aggregator.name}@${client.place.region}`
  return { from, aggregator: asked.aggregator.name, client, places, records: keys.length }
}

/** Adds the recorded aliases. Where they are not recorded, or cannot be read, the aliases are a gap in any case. */
async function withAliases(
  places: ReadonlyMap<string, RecordedPlace>,
  client: PlaceClient,
  aggregator: string,
): Promise<Map<string, RecordedPlace>> {
  const { selectAliases } = await import('../../aws/config/recorded-aliases.ts')
  const aliases = await selectAliases(client, aggregator)
  client.note(aliases, 'config:SelectAggregateResourceConfig')
  const of = aliases.known ? aliases.value : null
  return new Map([...places].map(([id, place]) => [id, { ...place, aliases: of?.get(id) ?? null }]))
}

function placesOfRecords(
  keys: readonly RecordedKey[],
  wanted: WantedRecords,
  sources: Answer<AggregatorSource[]>,
): Map<string, RecordedPlace> {
  const byPlace = new Map<string, RecordedKey[]>()
  for (const key of latestOfEach(keys)) {
    if (!wanted.isPlace(key.place.account, key.place.region)) continue
    const id = placeId(key.place)
    const before = byPlace.get(id)
    if (before === undefined) byPlace.set(id, [key])
    else before.push(key)
  }
  return new Map(
    [...byPlace].flatMap(([id, recorded]) => {
      const [first] = recorded
      if (first === undefined) return []
      const { place } = first
      const why = wanted.whyNotListed(place.account)
      const updatedAt = updateOf(place, sources)
      return [
        [
          id,
          { place, keys: recorded, aliases: null, updatedAt, isAsked: wanted.isEntered(place.account), why },
        ] as const,
      ]
    }),
  )
}

/** One record of each key, the latest, if the aggregator returns several. */
function latestOfEach(keys: readonly RecordedKey[]): Iterable<RecordedKey> {
  const latest = new Map<string, RecordedKey>()
  for (const key of keys) {
    const before = latest.get(key.listed.arn)
    if (before === undefined || (before.recordedAt ?? 0) < (key.recordedAt ?? 0)) latest.set(key.listed.arn, key)
  }
  return latest.values()
}

function updateOf({ account, region }: Place, sources: Answer<AggregatorSource[]>): number | null {
  if (!sources.known) return null
  const here = sources.value.filter(each => each.region === region && (each.isOrganization || each.id === account))
  const times = here.flatMap(({ updatedAt }) => updatedAt ?? [])
  return times.length === 0 ? null : Math.max(...times)
}
