import { keyArn, type SimAccount } from '../../src/simulation/world/world.ts'
import { type SimKey, type SimUse } from '../../src/simulation/world/sim-key.ts'
import { METRIC_RETENTION, METRIC_START } from '../../src/simulation/world/limits.ts'
import { DAY, SECOND, type Instant } from '../../src/model/time.ts'
import type { Scenario } from './random-scenario.ts'

/** One successful cryptographic operation. */
export interface TrueUse {
  at: Instant
  /** For a ReEncrypt between two keys, the pair of their ARNs. */
  pair: string | null
}

/** A key with all its true uses. It is computed independently of the code under test and of the simulated answers. */
export interface TrueKey {
  account: string
  region: string
  key: SimKey
  arn: string
  uses: readonly TrueUse[]
}

export type Truth = ReadonlyMap<string, TrueKey>

export function truthOf({ world }: Scenario): Truth {
  const keys = world.accounts.flatMap(account => keysOf(account))
  const uses = new Map<string, TrueUse[]>(keys.map(({ arn }) => [arn, []]))
  for (const { key, arn } of keys) {
    for (const use of key.uses.filter(isUse)) {
      const other = use.partner === undefined || use.partner === arn ? null : use.partner
      const pair = other === null ? null : `${arn} ${other}`
      const calls = timesOf(use).map(at => ({ at, pair }))
      uses.get(arn)?.push(...calls)
      if (other !== null) uses.get(other)?.push(...calls)
    }
  }
  return new Map(keys.map(each => [each.arn, { ...each, uses: uses.get(each.arn) ?? [] }]))
}

const keysOf = (account: SimAccount) =>
  Object.entries(account.regions).flatMap(([region, { keys }]) =>
    (keys as readonly SimKey[]).map(key => ({
      account: account.id,
      region,
      key,
      arn: keyArn(account, region, key.id),
    })),
  )

const isUse = ({ errorCode, dryRun }: SimUse): boolean => errorCode === undefined && dryRun !== true

/** Returns the times of the calls, the newest first, evenly spread at whole milliseconds. */
function timesOf({ at, count = 1, over = 0 }: SimUse): Instant[] {
  const step = over === 0 ? 0 : Math.max(1, Math.floor(over / count))
  return Array.from({ length: count }, (_, number) => at - number * step)
}

/** Returns every true use of a key and of the other members of its multi-Region family. */
export const usesOfFamily = (truth: Truth, { key, account, uses }: TrueKey): readonly TrueUse[] =>
  key.multiRegion === undefined
    ? uses
    : [...truth.values()].filter(each => each.key.id === key.id && each.account === account).flatMap(each => each.uses)

/** The difference up to which two clocks count as equal. */
export const TICK = 2 * SECOND

/**
 * Returns what CloudWatch has counted since the start (UTC) of the day so many days ago: with and without ReEncrypt
 * pairs that it no longer lists.
 */
export function countsOf(
  { uses }: TrueKey,
  days: number,
  now: Instant,
  { end, scenario: { metricsDelay } }: { end: Instant; scenario: Scenario },
): { all: number; findable: number } {
  const start = Math.max(Math.floor((now - days * DAY) / DAY) * DAY, METRIC_START)
  const counted = uses.filter(({ at }) => at >= Math.max(start, now - METRIC_RETENTION) && at <= end - metricsDelay)
  // Hours later CloudWatch has lost some old counts and gained new ones. The clock of the report may be ahead of AWS's.
  const sure = counted.filter(({ at }) => at >= end - METRIC_RETENTION && at <= now - TICK - metricsDelay)
  const listed = { from: end - metricsDelay, to: now - metricsDelay }
  return { all: counted.length, findable: sure.filter(use => isFindable(use, uses, listed)).length }
}

/**
 * Whether CloudWatch can find a use. A pair is found only while ListMetrics lists it: for two weeks after its last use,
 * and after the delay of CloudWatch. The list is read at some time during the run; `from` and `to` bound what
 * CloudWatch had measured then.
 */
export const isFindable = (
  { pair }: TrueUse,
  uses: readonly TrueUse[],
  { from, to }: { from: Instant; to: Instant },
): boolean => pair === null || uses.some(use => use.pair === pair && use.at >= from - 14 * DAY && use.at < to)
