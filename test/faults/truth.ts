import {
  keyArn,
  METRIC_RETENTION,
  METRIC_START,
  type SimAccount,
  type SimKey,
  type SimUse,
} from '../../src/simulation/world/world.ts'
import { DAY, SECOND, type Instant } from '../../src/model/time.ts'
import type { Scenario } from './random-scenario.ts'

/** One successful cryptographic operation. */
export interface TrueUse {
  at: Instant
  /** Of a ReEncrypt between two keys, both of them. */
  pair: string | null
}

/** A key and everything that it was really used for. Knows nothing of the code under test, nor how the fake derives its answers. */
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

/** The newest first, evenly spread at whole milliseconds. */
function timesOf({ at, count = 1, over = 0 }: SimUse): Instant[] {
  const step = over === 0 ? 0 : Math.max(1, Math.floor(over / count))
  return Array.from({ length: count }, (_, number) => at - number * step)
}

/** Every true use of a key or of another member of its multi-Region family. */
export const usesOfFamily = (truth: Truth, { key, account, uses }: TrueKey): readonly TrueUse[] =>
  key.multiRegion === undefined
    ? uses
    : [...truth.values()].filter(each => each.key.id === key.id && each.account === account).flatMap(each => each.uses)

/** Clocks that differ by less count as one. */
export const TICK = 2 * SECOND

/** What CloudWatch has counted since the start (UTC) of the day so many days ago: with and without ReEncrypt pairs that it names to nobody any more. */
export function countsOf(
  { uses }: TrueKey,
  days: number,
  now: Instant,
  { end, scenario: { metricsDelay } }: { end: Instant; scenario: Scenario },
): { all: number; findable: number } {
  const start = Math.max(Math.floor((now - days * DAY) / DAY) * DAY, METRIC_START)
  const counted = uses.filter(({ at }) => at >= Math.max(start, now - METRIC_RETENTION) && at <= end - metricsDelay)
  // Hours later CloudWatch has forgotten a little more, and knows a little more. The report's clock may be ahead of AWS's.
  const sure = counted.filter(({ at }) => at >= end - METRIC_RETENTION && at <= now - TICK - metricsDelay)
  const listed = { from: end - metricsDelay, to: now - metricsDelay }
  return { all: counted.length, findable: sure.filter(use => isFindable(use, uses, listed)).length }
}

/**
 * A pair is found only while ListMetrics names it: for two weeks after its last use, and once CloudWatch knows of that.
 * The list is read at some time during the run; `from` and `to` are what CloudWatch knew by its end and by its beginning.
 */
export const isFindable = (
  { pair }: TrueUse,
  uses: readonly TrueUse[],
  { from, to }: { from: Instant; to: Instant },
): boolean => pair === null || uses.some(use => use.pair === pair && use.at >= from - 14 * DAY && use.at < to)
