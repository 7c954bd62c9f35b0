import { groupBy } from '../../lib/group-by.ts'
import { once } from '../../lib/flow/once.ts'
import type { Fact } from '../../model/fact.ts'
import type { GapRecord, KeyRecord, Report } from '../../model/report/report.ts'
import { DAY, type Instant } from '../../model/time.ts'
import { type KeyPolicy, readKeyPolicy } from '../../policy/key-policy.ts'

/** What decides the readiness of a key besides its own record. */
export interface ReadinessContext {
  report: Report
  /** When the report was made. */
  now: Instant
  /** The same multi-Region key in other Regions, as far as the report contains it. */
  relatives(key: KeyRecord): readonly KeyRecord[]
  /** ARNs of other keys whose key policy names the key. */
  namedBy(key: KeyRecord): readonly string[]
  /** The key policy. Null: it is not in the report, or could not be read. */
  policyOf(key: KeyRecord): Fact<KeyPolicy> | null
  /** What could not be read about the key, and which evidence or aliases about its Region or account. */
  gapsOf(key: KeyRecord): readonly GapRecord[]
}

export function readinessContext(report: Report): ReadinessContext {
  const families = once(() => familiesIn(report.keys))
  const mentions = once(() => mentionsIn(report.keys))
  const gaps = once(() => gapsByPlace(report.gaps))
  const policies = new WeakMap<KeyRecord, Fact<KeyPolicy>>()
  const now = Date.parse(report.generated_at)
  return {
    report,
    now,
    policyOf(key) {
      if (key.key_policy === undefined || key.key_policy === null) return null
      const read = policies.get(key) ?? readKeyPolicy(key.key_policy, { keyArn: key.key_arn, now })
      policies.set(key, read)
      return read
    },
    gapsOf: ({ account_id, region, key_id }) =>
      [`${account_id}/${region}/${key_id}`, `${account_id}/${region}/`, `${account_id}//`].flatMap(
        place => gaps().get(place) ?? [],
      ),
    relatives: key => (families().get(familyOf(key)) ?? []).filter(({ key_arn }) => key_arn !== key.key_arn),
    namedBy: key =>
      [key.key_arn, ...key.aliases.map(alias => aliasArn(key, alias))]
        .flatMap(arn => mentions().get(arn) ?? [])
        .filter((arn, index, all) => arn !== key.key_arn && all.indexOf(arn) === index),
  }
}

/** Whole days since a time; a part of a day does not count. */
export const daysSince = (time: string, { now }: Pick<ReadinessContext, 'now'>): number =>
  Math.floor((now - Date.parse(time)) / DAY)

/** Calls whose failure in a Region or account concerns each of its keys. Other calls have gaps for each key. */
const ABOUT_ALL_KEYS: ReadonlySet<string> = new Set([
  'cloudtrail:LookupEvents',
  'kms:GetKeyLastUsage',
  'kms:ListAliases',
])

const gapsByPlace = (gaps: readonly GapRecord[]): ReadonlyMap<string, readonly GapRecord[]> => {
  const concerning = gaps.filter(({ key_id, operation }) => key_id !== null || ABOUT_ALL_KEYS.has(operation))
  return new Map(groupBy(concerning, placeOf).map(group => [placeOf(group[0] as GapRecord), group]))
}

/** `account/region/key id`; the latter two are empty for a gap of a Region or account. */
const placeOf = ({ account_id, region, key_id }: GapRecord): string => `${account_id}/${region ?? ''}/${key_id ?? ''}`

/** Only ids of multi-Region keys are the same in several Regions. */
const familyOf = ({ account_id, key_id }: KeyRecord): string => `${account_id}/${key_id}`

const familiesIn = (keys: readonly KeyRecord[]): ReadonlyMap<string, readonly KeyRecord[]> => {
  const related = keys.filter(key => key.key_id.startsWith('mrk-') || key.multi_region === true)
  return new Map(groupBy(related, familyOf).map(family => [familyOf(family[0] as KeyRecord), family]))
}

const aliasArn = ({ key_arn, key_id }: KeyRecord, alias: string): string =>
  `${key_arn.slice(0, key_arn.length - `key/${key_id}`.length)}${alias}`

const KEY_OR_ALIAS = /arn:[\w-]+:kms:[\w-]+:\d{12}:(?:key|alias)\/[\w/-]+/g

/** The keys whose policies name a key or an alias, by the ARN that they name. */
function mentionsIn(keys: readonly KeyRecord[]): ReadonlyMap<string, readonly string[]> {
  const mentions = new Map<string, string[]>()
  for (const { key_arn, key_policy } of keys) {
    if (key_policy === undefined || key_policy === null) continue
    for (const [named] of JSON.stringify(key_policy).matchAll(KEY_OR_ALIAS))
      mentions.set(named, [...(mentions.get(named) ?? []), key_arn])
  }
  return mentions
}
