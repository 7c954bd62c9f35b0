import type { ArchiveTrace, CoveredInterval, DigestHour, TrailHistory, TrailNow } from '../../model/archive/coverage.ts'
import { DAY, type Instant } from '../../model/time.ts'
import { coverageOf } from './coverage-of.ts'
import { changesOf } from './trail-changes.ts'

/**
 * The trails with the time in which they were surely not changed, by the event history of their home Regions. A Region
 * without history is not in the map.
 */
export const withHistories = (
  trace: ArchiveTrace,
  trails: readonly TrailNow[],
  histories: ReadonlyMap<string, TrailHistory>,
): TrailNow[] =>
  trails.map(trail => {
    const history = histories.get(trail.homeRegion)
    return history === undefined || !isReadable(trail, trace)
      ? trail
      : { ...trail, unchanged: quiet(trail, history, trace) }
  })

/**
 * From the last change that the history or the archive shows. Without one: from the oldest moment of the history. A
 * change after the history says nothing about the time before it.
 */
function quiet(
  trail: TrailNow,
  history: TrailHistory,
  { changes, account: owner }: ArchiveTrace,
): TrailNow['unchanged'] {
  const { name, homeRegion: home, isOrganization } = trail
  const all = [...history.changes, ...changes].filter(({ at }) => at < history.until)
  const last = changesOf({ name, home, isOrganization, owner }, all).at(-1)?.at ?? history.since
  const since = Math.max(last, history.since)
  return since < history.until ? { since, until: history.until } : null
}

/**
 * Home Regions whose event history, from `since` on, could make the archive cover more of the window: not those whose log
 * shows in all of that time whether a trail was changed.
 */
export function homesInDoubt(
  trace: ArchiveTrace,
  trails: readonly TrailNow[],
  window: CoveredInterval,
  since: Instant,
): string[] {
  const recent = recentOf(trace, since)
  const time = { since: Math.max(since, window.since), until: window.until }
  const without = coverageOf(recent, trails, time).intervals
  const homes = new Set(trails.filter(trail => isReadable(trail, trace)).map(({ homeRegion }) => homeRegion))
  return [...homes].filter(home => {
    const unchanged = withHistories(recent, trails, new Map([[home, { since, until: window.until, changes: [] }]]))
    return JSON.stringify(coverageOf(recent, unchanged, time).intervals) !== JSON.stringify(without)
  })
}

/** The last months of a trace, as if uses were recorded in every hour: an archive of years has many hours. */
function recentOf(trace: ArchiveTrace, since: Instant): ArchiveTrace {
  const hours = (digests: readonly DigestHour[]): DigestHour[] =>
    digests
      .filter(({ end }) => end > since - RUN_UP)
      .map(hour => ({ ...hour, shows: { uses: true, writes: hour.shows?.writes ?? false } }))
  const homes = trace.homes.map(home => ({ ...home, digests: hours(home.digests) }))
  return { ...trace, digests: hours(trace.digests), homes }
}

/** In this time before, most logs show a write. */
const RUN_UP = 30 * DAY

/**
 * Whether the event history of the account shows every change of the trail. That of an organization may be changed in
 * an account that the organization has made its administrator.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
const isReadable = ({ arn, isOrganization }: TrailNow, { account }: ArchiveTrace): boolean =>
  !isOrganization && arn.split(':')[4] === account
