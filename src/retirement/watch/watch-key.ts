import type { WatchedKeyRecord } from '../../model/retirement/retirement-watch.ts'
import { isPendingDeletion } from '../../model/key.ts'
import { DAY, type Instant, isoTime } from '../../model/time.ts'
import type { KeyNow, WatchReading, WatchTarget } from '../../model/retirement/watch-reading.ts'
import { needsOf } from './needs.ts'
import { type UnusableTime, unusableTimeOf } from './unusable-time.ts'
import { resourcesText } from './resource-text.ts'
import { judgeWatch } from './watch-verdict.ts'
import { sightOf } from './watched-sight.ts'

/** Judges one key of a plan by what was read. */
export function watchKey(reading: WatchReading, windowDays: number): WatchedKeyRecord {
  const { target, key, newDependents } = reading
  const window = windowDays * DAY
  const time = unusableTimeOf(reading)
  const needs = needsOf(reading, since(target, time))
  const sight = sightOf(reading, time, window)
  const { verdict, why, gaps } = judgeWatch({ reading, time, needs, sight, window })
  const now = key.known && key.value !== 'vanished' ? key.value : null
  const begins = time === null ? null : (time.from ?? sight.from)
  return {
    // The scripts compare the first four members, in this order.
    key_arn: target.arn,
    verdict,
    disabled_at: textOf(time?.from ?? (time !== null && gaps.length === 0 ? sight.from : null)),
    window_ends_at: begins === null ? null : isoTime(begins + window),
    seen_since: textOf(sight.from),
    seen_until: textOf(sight.until),
    days_seen: time === null ? 0 : daysBetween(sight.from, time.until ?? sight.until),
    region: target.region,
    aliases: [...target.aliases],
    wave: target.wave,
    why,
    key_state: now?.state ?? null,
    deletion_date: textOf(now?.deletionDate ?? null),
    disabled_source: time?.source ?? null,
    disabled_by: time?.event?.caller.principal ?? time?.event?.caller.service ?? null,
    refused: needs.refused,
    refused_complete: reading.trails.every(trail => trail.since !== null && trail.why === null),
    changed_back: needs.changedBack,
    new_dependents: newDependents?.known === true ? [...newDependents.value] : null,
    requests_since: needs.requests,
    ...(reading.archived !== undefined && { archived_use: needs.archivedUse }),
    not_seen_why: gaps,
    rollback: rollbackOf(target, now),
    notes: notesOf(reading),
  }
}

const textOf = (at: Instant | null): string | null => (at === null ? null : isoTime(at))

const daysBetween = (from: Instant | null, until: Instant | null): number =>
  from === null || until === null ? 0 : Math.max(0, Math.floor((until - from) / DAY))

/** Calls before the key was disabled were not refused because of the plan. */
const since = ({ wave, plannedAt }: WatchTarget, time: UnusableTime | null): Instant =>
  time?.from ?? (wave === null ? Number.NEGATIVE_INFINITY : plannedAt)

/** CancelKeyDeletion leaves a key disabled, so it is enabled afterwards. */
function rollbackOf({ arn, region }: WatchTarget, now: KeyNow | null): string | null {
  if (now === null || now.state === 'Enabled') return null
  const aws = (command: string): string => `aws kms ${command} --region ${region} --key-id ${arn}`
  return isPendingDeletion(now.state) ? `${aws('cancel-key-deletion')} && ${aws('enable-key')}` : aws('enable-key')
}

function notesOf(reading: WatchReading): string[] {
  const { target, requests } = reading
  const silent = target.silentDependents
  return [
    ...(silent.length === 0
      ? []
      : [
          `A quiet window proves nothing for ${resourcesText(silent, reading)}: nothing reports an error while the key is disabled.`,
        ]),
    ...(requests?.known === false ? [`Request counts are not known: ${requests.why}`] : []),
  ]
}
