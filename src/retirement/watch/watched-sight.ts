import { ACCOUNT_ID } from '../../model/account-id.ts'
import { isoTime, type Instant, minuteText } from '../../model/time.ts'
import type { SeenTrail, WatchReading } from '../../model/retirement/watch-reading.ts'
import { SLACK } from './needs.ts'
import type { UnusableTime } from './unusable-time.ts'

/** The time for which all accounts that may use a key were watched while it could not be used. */
export interface WatchedSight {
  /** Null: no CloudTrail was read. */
  from: Instant | null
  until: Instant | null
  /** Why a refused call may have been missed. Empty: none can have been. */
  gaps: string[]
}

/** @param window milliseconds for which nothing must need the key */
export function sightOf(reading: WatchReading, time: UnusableTime | null, window: number): WatchedSight {
  const { target, trails } = reading
  const from = time?.from ?? null
  const others = target.externalAccounts?.filter(account => account !== target.account) ?? [UNKNOWN]
  const unread = others.filter(account => !trails.some(trail => trail.account === account))
  const read = trails.filter(({ since }) => since !== null)
  return {
    from: read.length === 0 ? null : Math.max(from ?? 0, ...read.map(({ since }) => since ?? 0)),
    until: read.length === 0 ? null : Math.min(...read.map(({ until }) => until ?? 0)),
    gaps: [
      ...trails.flatMap(trail => gapsIn(trail, from, window)),
      ...blindness(reading, time),
      ...(trails.every(({ account }) => account !== target.account)
        ? [`CloudTrail of account ${target.account} was not read`]
        : []),
      ...unread.map(unreadText),
    ],
  }
}

/** In place of the accounts, if the plan could not tell them. */
const UNKNOWN = 'unknown'

/** https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html */
function unreadText(account: string): string {
  if (ACCOUNT_ID.test(account))
    return `account ${account} may use the key, and its CloudTrail was not read: add credentials for it`
  const who = account === UNKNOWN ? 'the plan does not know which accounts may' : 'any account may'
  return `${who} use the key, and CloudTrail logs refused calls in the account of the caller`
}

/** A stretch as long as the window is enough, also if it begins later: the key was unusable for all of it. */
function gapsIn({ account, since, until, why }: SeenTrail, from: Instant | null, window: number): string[] {
  const where = `CloudTrail of account ${account}`
  if (since === null || until === null) return [`${where} was not read: ${why ?? 'there was no answer'}`]
  if (why !== null) return [`${where} was read in part: ${why}`]
  if (from === null || since <= from || until - since >= window) return []
  return [`${where} was read from ${minuteText(since)} on, but the key was disabled before that`]
}

/**
 * CloudTrail keeps every DisableKey call for 90 days. Where the lookup by key does not find the one that the scripts
 * logged, it may not find refused calls either.
 */
function blindness({ trails: [own], target }: WatchReading, time: UnusableTime | null): string[] {
  if (time?.source !== 'log' || time.from === null || own === undefined) return []
  const { since, until } = own
  const isCovered = since !== null && until !== null && since + SLACK < time.from && time.from + SLACK < until
  return isCovered
    ? [
        `CloudTrail of account ${target.account} does not show the DisableKey call of ${isoTime(time.from)} that the ` +
          'log of the scripts has, so it may not show refused calls either',
      ]
    : []
}
