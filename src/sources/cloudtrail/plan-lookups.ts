import type { AuditOptions } from '../../model/options.ts'
import { rateOf } from '../../model/operations.ts'
import type { PlannedCalls } from '../../model/planned-calls.ts'

/** Keys of a place that get a second opinion, at most: half a minute at two lookups a second. */
export const MOST_SHORT_LOOKS = 60

/** A page for every key where CloudTrail is the source, else for those that get a second opinion. */
export const planLookups = (keys: number, options: AuditOptions): PlannedCalls => ({
  calls: { 'cloudtrail:LookupEvents': lookups(keys, options) },
  note: 'Keys with a long CloudTrail history and no recorded use need more calls, up to --max-pages each.',
})

function lookups(keys: number, { sources, doubleCheck, fast, maxRates }: AuditOptions): number {
  if (sources !== 'auto' || doubleCheck) return keys
  return Math.min(keys, MOST_SHORT_LOOKS, fast ? lookupsDuring(keys, maxRates) : MOST_SHORT_LOOKS)
}

/** Lookups for which there is time while so many keys are asked when they were last used. */
export const lookupsDuring = (keys: number, maxRates: AuditOptions['maxRates']): number =>
  Math.floor((keys * rateOf('cloudtrail:LookupEvents', maxRates)) / rateOf('kms:GetKeyLastUsage', maxRates))
