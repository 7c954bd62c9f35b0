import { compareTexts } from '../lib/text/compare-texts.ts'
import { keyPrice } from '../cost/key-price.ts'
import { requestCost } from '../cost/request-price.ts'
import { requestCosts, toPriceRecord } from '../cost/request-costs.ts'
import { calculateSavings, toDollars } from '../cost/savings.ts'
import type { Gap } from '../model/gap.ts'
import type { AccountFacts } from '../model/report/account-facts.ts'
import type { KeyRecord, PlaceRecord, Report, Scope } from '../model/report/report.ts'
import type { PricesOf } from '../model/prices.ts'
import type { Instant } from '../model/time.ts'
import { isoTime } from '../model/time.ts'
import type { Disposition } from '../model/usage.ts'
import type { AuditOptions } from '../model/options/options.ts'
import { toolVersion } from '../lib/process/version.ts'
import { decideFamilyDispositions } from '../usage/family.ts'
import { summarizeKeys } from '../usage/summary.ts'
import type { AuditedPlace } from './audited-place.ts'
import type { AuditedKey } from './audited-key.ts'
import type { FoundDependents } from './found-dependents.ts'
import { priceOptions } from './price-options.ts'
import { type LeftOut, leftOutRecord, toPlaceRecord } from './to-place.ts'
import { toGapRecord, toRecord } from './to-record.ts'

/** Everything that a run has collected. */
interface CollectedFacts {
  options: AuditOptions
  places: readonly AuditedPlace[]
  leftOut: LeftOut
  gaps: readonly Gap[]
  sources: readonly string[]
  /** Options that name the archives that were searched (`archiveWords`). */
  archiveOptions: readonly string[]
  /** Facts about whole accounts. */
  accounts: Pick<Scope, 'trails' | 'organization'> & AccountFacts
  /** Names from Organizations, by account id. */
  accountNames: ReadonlyMap<string, string>
  /** Null: they were not requested. */
  dependents: FoundDependents | null
  prices: PricesOf
  now: Instant
}

/** Returns the published report of everything that a run has collected, and notes that the report has no place for. */
export function toReport(collected: CollectedFacts): { report: Report; notes: string[] } {
  const { options, places, leftOut, gaps, sources, archiveOptions, accounts, accountNames } = collected
  const { dependents, prices, now } = collected
  const audited = places.flatMap(({ keys }) => keys).toSorted(byPlaceAndId)
  const { dispositions, missing } = decideFamilyDispositions(audited)
  const priced = audited.map(each => {
    const disposition = dispositions.get(each.key.arn) ?? each.disposition
    return { ...each, disposition, price: keyPrice(each.key, priceOptions(options, each.facts, each.key, prices)) }
  })
  const gapRecords = gaps.map(toGapRecord).toSorted(byPlaceAndKey)
  const records = places
    .map(place => ({ ...toPlaceRecord(place, gapRecords, accountNames), ...leftOutRecord(place.place, leftOut) }))
    .toSorted(byAccountAndRegion)
  const keys = priced.map(each => toKeyRecord(each, dependents, prices))
  const report: Report = {
    schema_version: 1,
    tool_version: toolVersion(),
    generated_at: isoTime(now),
    unused_days: options.unusedDays,
    ...(options.requestDays === null ? {} : { request_days: options.requestDays }),
    scope: {
      manager: options.manager,
      ...(options.keys.length === 0 ? {} : { keys: [...options.keys] }),
      ...(options.exceptKeys.length === 0 ? {} : { exclude_keys: [...options.exceptKeys] }),
      ...(options.tags.length === 0 ? {} : { tags: [...options.tags] }),
      sources: [...sources],
      ...(archiveOptions.length === 0 ? {} : { archive_options: [...archiveOptions] }),
      places: records,
      ...(dependents === null ? {} : { dependents: { types: dependents.types, from: dependents.from } }),
      ...accounts,
    },
    summary: summarizeKeys(priced),
    savings: calculateSavings(
      priced.map(({ key, disposition, price }) => ({ key, disposition, price: price.key, basis: price.basis })),
      { allPlacesRead: records.every(({ status }) => status === 'complete') },
    ),
    ...pricesAndRequests(records, keys, prices, options.requestDays),
    gaps: gapRecords,
    ...(dependents === null ? {} : { foreign_keys: dependents.foreign }),
    keys,
  }
  const asked = new Set(places.map(({ place }) => place.region))
  // A key that is explained shows its family itself.
  return { report, notes: options.oneKey === null ? familyNotes(missing, asked) : [] }
}

function toKeyRecord(
  each: AuditedKey & { price: ReturnType<typeof keyPrice>; disposition: Disposition },
  dependents: FoundDependents | null,
  prices: PricesOf,
): KeyRecord {
  const { price, disposition, key, requests } = each
  const cost = {
    key: toDollars(price.key),
    basis: price.basis,
    requests: toDollars(requestCost(key, requests ?? null, prices(key.place))),
  }
  return toRecord(each, disposition, cost, dependents?.byKey.get(key.arn))
}

/** The prices of the Regions with known prices, and what the requests cost by them. */
function pricesAndRequests(
  places: readonly PlaceRecord[],
  keys: readonly KeyRecord[],
  prices: PricesOf,
  days: number | null,
): Pick<Report, 'prices' | 'request_costs'> {
  const regions = new Map(places.map(place => [place.region, { ...place, partition: place.partition ?? 'aws' }]))
  const known = [...regions.values()].flatMap(place => prices(place) ?? []).map(toPriceRecord)
  return { prices: known, ...(days === null ? {} : { request_costs: requestCosts(keys, known, days) }) }
}

/**
 * Returns a line with all Regions to use: `-r` replaces the Regions of this run, so the new ones alone would drop the
 * others.
 */
function familyNotes(missing: ReadonlyMap<string, number>, asked: ReadonlySet<string>): string[] {
  const absent = [...missing].filter(([region]) => !asked.has(region)).toSorted(([a], [b]) => compareTexts(a, b))
  if (absent.length === 0) return []
  const parts = absent.map(([region, count]) =>
    count === 1
      ? `1 multi-Region key has a related key in ${region}`
      : `${count} multi-Region keys have related keys in ${region}`,
  )
  const regions = [...asked, ...absent.map(([region]) => region)].toSorted(compareTexts)
  const isOne = absent.reduce((sum, [, count]) => sum + count, 0) === 1
  return [`${parts.join(', ')}. To include ${isOne ? 'it' : 'them'}, use -r ${regions.join(',')}.`]
}

const byPlaceAndId = ({ key: a }: AuditedKey, { key: b }: AuditedKey): number =>
  compareTexts(a.place.account, b.place.account) ||
  compareTexts(a.place.region, b.place.region) ||
  compareTexts(a.id, b.id)

const byAccountAndRegion = (a: PlaceRecord, b: PlaceRecord): number =>
  compareTexts(a.account_id, b.account_id) || compareTexts(a.region, b.region)

const byPlaceAndKey = (
  a: { account_id: string; region: string | null; key_id: string | null; operation: string },
  b: typeof a,
): number =>
  compareTexts(a.account_id, b.account_id) ||
  compareTexts(a.region ?? '', b.region ?? '') ||
  compareTexts(a.operation, b.operation) ||
  compareTexts(a.key_id ?? '', b.key_id ?? '')
