import type { Place } from '../../model/place.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { accountFactsIn, factOf, type Need, operationsForNeed } from '../../facts/needs.ts'
import { type Operation, rateOf } from '../../model/operations/operations.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import { planSweep } from '../sweep/plan-sweep.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import { planCounts } from '../../aws/cloudwatch/plan-counts.ts'
import { planLastUsers } from '../../sources/cloudtrail/plan-lookups.ts'
import type { PlannedCalls } from '../../model/operations/planned-calls.ts'

/** What a run will take, estimated from the number of keys. Most keys need less, keys with a long history more. */
export interface Plan {
  places: readonly PlacePlan[]
  /** Places run side by side, so the slowest one decides. */
  seconds: number
  /** What takes this time, in words. Left out: the rates at which AWS permits calls. */
  timeIsFor?: string
  /** US dollars that AWS bills for, by what they are for: `CloudWatch metrics`. */
  dollars: ReadonlyMap<string, number>
  /** What may increase it. */
  notes: readonly string[]
  /** With `--tag`: keys whose tags do not match need no other calls. */
  isByTag: boolean
}

export interface PlacePlan {
  place: Place
  keys: number
  /** The approximate number of calls, by operation. */
  calls: Readonly<Partial<Record<Operation, number>>>
  /** The time that the slowest operation takes at its quota. */
  seconds: number
}

/** Adds up what the parts of an audit need, part by part; `sources` and `dependents` are those that the options name. */
export function planOf(
  listed: readonly { place: Place; keys: number }[],
  options: AuditOptions,
  sources: readonly NamedSource[],
  dependents: readonly NamedDependent[],
): Plan {
  const partsOf = (keys: number): PlannedCalls[] => [
    ...sources.map(({ source }) => source.plan(keys, options)),
    planCounts(keys, options.requestDays === null ? 0 : 1),
    ...(options.who ? [planLastUsers(keys)] : []),
    ...factCosts(keys, options),
    ...(dependents.length === 0 || options.dependents?.aggregator ? [] : [planSweep(dependents)]),
  ]
  const homes = new Set(new Map(listed.map(({ place }) => [place.account, place])).values())
  const places = listed.map(({ place, keys }) =>
    placePlan(place, keys, options, [...partsOf(keys), ...(homes.has(place) ? planAccount(options) : [])]),
  )
  const parts = partsOf(places.reduce((sum, { keys }) => sum + keys, 0))
  return {
    places,
    seconds: Math.max(0, ...places.map(({ seconds }) => seconds)),
    dollars: dollarsOf(parts),
    notes: parts.flatMap(({ note }) => note ?? []),
    isByTag: options.tags.length > 0,
  }
}

/** Facts about an account are read once, and counted with the last of its Regions. */
const planAccount = ({ needs }: AuditOptions): PlannedCalls[] =>
  accountFactsIn(needs).map(({ operations, callsPerAccount }) => ({
    calls: Object.fromEntries(operations.map(operation => [operation, callsPerAccount])),
  }))

function dollarsOf(parts: readonly PlannedCalls[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { cost } of parts) {
    if (cost !== undefined && cost.dollars > 0) sums.set(cost.what, (sums.get(cost.what) ?? 0) + cost.dollars)
  }
  return sums
}

function placePlan(place: Place, keys: number, options: AuditOptions, parts: readonly PlannedCalls[]): PlacePlan {
  const calls: Partial<Record<Operation, number>> = {
    'kms:ListKeys': Math.max(1, Math.ceil(keys / 1000)),
    'kms:ListAliases': Math.max(1, Math.ceil(keys / 100)),
    'kms:DescribeKey': keys,
    ...callsOf(parts),
    ...checkCalls(keys, options),
    ...(options.tags.length > 0 && { 'kms:ListResourceTags': keys }),
  }
  const seconds = Object.entries(calls).map(
    ([operation, count]) => count / rateOf(operation as Operation, options.maxRates),
  )
  return { place, keys, calls, seconds: Math.max(0, ...seconds) }
}

function callsOf(parts: readonly PlannedCalls[]): Partial<Record<Operation, number>> {
  const sums: Partial<Record<Operation, number>> = {}
  for (const { shared = {}, calls } of parts) {
    for (const [operation, count] of entriesOf(shared)) sums[operation] = Math.max(sums[operation] ?? 0, count)
    for (const [operation, count] of entriesOf(calls)) sums[operation] = (sums[operation] ?? 0) + count
  }
  return sums
}

const entriesOf = (calls: PlannedCalls['calls']): [Operation, number][] =>
  Object.entries(calls) as [Operation, number][]

/** What AWS bills for the facts; `checkCalls` counts their calls. */
const factCosts = (keys: number, { needs }: AuditOptions): PlannedCalls[] =>
  (needs as readonly Need[]).flatMap(need => {
    const cost = factOf(need)?.cost
    return cost === undefined ? [] : [{ calls: {}, cost: { what: cost.what, dollars: keys * cost.dollarsPerKey } }]
  })

/**
 * Returns the calls for what checks need: by key for facts, by place for trails. Adds up the calls of facts that share
 * an operation.
 */
function checkCalls(keys: number, { needs }: AuditOptions): PlacePlan['calls'] {
  const sums: Partial<Record<Operation, number>> = {}
  for (const need of needs as readonly Need[]) {
    if (accountFactsIn([need]).length > 0) continue
    const fact = factOf(need)
    const count = fact === null ? 1 : keys * fact.callsPerKey + (fact.callsPerPlace ?? 0)
    for (const operation of operationsForNeed(need)) sums[operation] = (sums[operation] ?? 0) + count
  }
  return sums
}
