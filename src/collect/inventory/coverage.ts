import type { AggregatorSource } from '../../aws/config/aggregator.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Run } from '../run/run.ts'
import { whyNotCovered } from '../sweep/config/why-not-covered.ts'
import type { RecordedPlace } from './inventory.ts'
import type { WantedRecords } from './wanted-records.ts'

interface Coverage {
  /** Of the account and Region of the aggregator. */
  client: PlaceClient
  wanted: WantedRecords
  places: ReadonlyMap<string, RecordedPlace>
  /** Null: not known, and a gap says so. */
  sources: readonly AggregatorSource[] | null
}

/** Notes each account that could not be entered, and each of its Regions, about which the aggregator says nothing. */
export function noteCoverage({ gaps }: Run, { client, wanted, places, sources }: Coverage): void {
  const recorded = new Set([...places.values()].map(({ place }) => place.account))
  for (const account of wanted.missing) {
    if (recorded.has(account)) continue
    const message = 'AWS Config lists no key of this account, which does not show that it has none'
    const gap = { account, region: null, keyId: null, reason: 'partial', message } as const
    gaps.add({ ...gap, operation: 'config:SelectAggregateResourceConfig' })
  }
  if (sources === null) return
  noteStaleRegions(sources, { wanted, client })
  const regions = new Set([...wanted.regions, ...sources.map(({ region }) => region)])
  for (const account of accountsOf(wanted, recorded, sources)) {
    for (const region of regions) {
      if (!wanted.isPlace(account, region)) continue
      const why = whyNotCovered({ account, region }, sources)
      if (why === null) continue
      const gap = { account, region, keyId: null, reason: why.reason, message: why.why }
      gaps.add({ ...gap, operation: 'config:DescribeConfigurationAggregatorSourcesStatus' })
    }
  }
}

/** Notes the Regions of an organization that do not report: which accounts have keys there is not known. */
function noteStaleRegions(
  sources: readonly AggregatorSource[],
  { wanted, client }: Pick<Coverage, 'wanted' | 'client'>,
): void {
  const stale = sources.filter(({ isOrganization, status }) => isOrganization && status !== 'SUCCEEDED')
  const regions = [...new Set(stale.map(({ region }) => region))].filter(wanted.isRegion).toSorted()
  if (regions.length === 0) return
  const message = `the aggregator's records of the organization are not current in ${regions.join(', ')}`
  client.gap('config:DescribeConfigurationAggregatorSourcesStatus', 'partial', message)
}

/** The accounts that were not entered, as far as they are known. */
function accountsOf(
  wanted: WantedRecords,
  recorded: ReadonlySet<string>,
  sources: readonly AggregatorSource[],
): string[] {
  const ofSources = sources.flatMap(({ id, isOrganization }) => (isOrganization ? [] : id))
  return [...new Set([...wanted.missing, ...recorded, ...ofSources])].filter(account => !wanted.isEntered(account))
}
