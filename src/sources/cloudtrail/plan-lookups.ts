import type { AuditOptions } from '../../model/options/options.ts'
import { rateOf } from '../../model/operations/operations.ts'
import type { PlannedCalls } from '../../model/operations/planned-calls.ts'
import type { ShortLookLimits } from '../source.ts'

/** Keys of a place that get a second opinion, at most: half a minute at two lookups a second. */
const MOST_SHORT_LOOKS = 60

/** A page for every key where CloudTrail is the source, else for those that get a second opinion. */
export const planLookups = (keys: number, options: AuditOptions): PlannedCalls => ({
  calls: { 'cloudtrail:LookupEvents': lookups(keys, options) },
  note: 'Keys with a long CloudTrail history and no recorded use need more calls, up to --max-pages each.',
})

/** For `--who`: one lookup for every key with a use in the last 90 days. */
export const planLastUsers = (keys: number): PlannedCalls => ({
  calls: { 'cloudtrail:LookupEvents': keys },
  note: 'With --who, keys without a use in the last 90 days need no lookup.',
})

function lookups(keys: number, { sources, doubleCheck, fast, maxRates }: AuditOptions): number {
  if (sources !== 'auto' || doubleCheck) return keys
  return Math.min(keys, MOST_SHORT_LOOKS, fast ? lookupsDuring(keys, maxRates) : MOST_SHORT_LOOKS)
}

/** Lookups for which there is time while so many keys are asked when they were last used. */
const lookupsDuring = (keys: number, maxRates: AuditOptions['maxRates']): number =>
  Math.floor((keys * rateOf('cloudtrail:LookupEvents', maxRates)) / rateOf('kms:GetKeyLastUsage', maxRates))

/** Lookups by which CloudTrail shows that its silence can be trusted. */
const CONTROL_LOOKUPS = 2

/** How many keys of a place get a second opinion; with `--fast`, only while other keys are asked for their last use. */
export const shortLooks = ({ fast, maxRates }: AuditOptions): ShortLookLimits => ({
  most: MOST_SHORT_LOOKS,
  mostDuring: fast ? keys => lookupsDuring(keys, maxRates) - CONTROL_LOOKUPS : null,
  whyNot: fast
    ? 'not searched: --fast leaves no time to search CloudTrail for this key'
    : `not searched: CloudTrail is searched for at most ${MOST_SHORT_LOOKS} unused keys in each Region, and other keys came first`,
})
