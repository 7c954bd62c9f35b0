import type { WatchEvent, WatchReading } from '../../model/retirement/watch-reading.ts'
import type { Instant } from '../../model/time.ts'

/** The last time for which a key could not be used. */
export interface UnusableTime {
  /** Null: the key was disabled before the plan, at a time that nothing shows. */
  from: Instant | null
  /** The event that began it. Null: the log of the scripts shows it, or nothing does. */
  event: WatchEvent | null
  source: 'cloudtrail' | 'log' | null
  /** Null: it goes on. */
  until: Instant | null
}

/**
 * Returns the last time for which the key could not be used, or null if there was none since the plan was made. It
 * begins when the key is disabled or scheduled for deletion, and ends when the key is enabled: CancelKeyDeletion leaves
 * a key disabled. CloudTrail decides; the log of the scripts counts where CloudTrail shows nothing.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
 */
export function unusableTimeOf({ target, trails, actions, key }: WatchReading): UnusableTime | null {
  const isEnabled = key.known && key.value !== 'vanished' && key.value.state === 'Enabled'
  const { wave, plannedAt } = target
  const seen = lastOf(timesIn(trails[0]?.events ?? []))
  if (seen !== null && (seen.until === null || seen.until >= plannedAt)) return seen
  const logged = loggedTime(actions)
  if (logged !== null) return logged
  return wave === null && !isEnabled ? { from: null, event: null, source: null, until: null } : null
}

function timesIn(events: readonly WatchEvent[]): UnusableTime[] {
  const times: UnusableTime[] = []
  for (const event of events.toSorted((one, other) => one.at - other.at)) {
    const last = times.at(-1)
    const isOpen = last !== undefined && last.until === null
    if (BEGINS.has(event.kind) && !isOpen) times.push({ from: event.at, event, source: 'cloudtrail', until: null })
    if (event.operation === 'EnableKey' && event.kind === 'changed-back' && isOpen) last.until = event.at
  }
  return times
}

const BEGINS: ReadonlySet<WatchEvent['kind']> = new Set(['disabled', 'deletion-scheduled'])

function loggedTime(actions: WatchReading['actions']): UnusableTime | null {
  let time: UnusableTime | null = null
  for (const { at, action } of actions.toSorted((one, other) => one.at - other.at)) {
    const isOpen = time !== null && time.until === null
    if ((action === 'disable' || action === 'schedule-deletion') && !isOpen)
      time = { from: at, event: null, source: 'log', until: null }
    if (action === 'enable' && time !== null) time = { ...time, until: time.until ?? at }
  }
  return time
}

const lastOf = (times: readonly UnusableTime[]): UnusableTime | null => times.at(-1) ?? null
