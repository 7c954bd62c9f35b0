import * as fc from 'fast-check'
import type { ArchiveTrace, DigestHour, TrailHistory, TrailNow } from '../../../src/model/archive/coverage.ts'
import { HOUR, MINUTE } from '../../../src/model/time.ts'
import { withHistories } from '../../../src/usage/coverage/unchanged-trails.ts'
import { ACCOUNT, END, HOME, type Location, type LogFile, OWNER, type SimDigest, START, type World } from './lives.ts'

/** What was removed from the archive, or may not be read. */
export interface Losses {
  files: ReadonlySet<number>
  /** Files that are there but damaged. */
  damaged: ReadonlySet<number>
  digests: ReadonlySet<number>
  /** The event history may not be read. */
  history: boolean
  trails: boolean
}

export const loss = fc.record({
  files: fc.array(fc.nat(), { maxLength: 3 }),
  damaged: fc.array(fc.nat(), { maxLength: 1 }),
  digests: fc.array(fc.nat(), { maxLength: 2 }),
  history: fc.constantFrom(false, false, true),
  trails: fc.boolean(),
})
export type Loss = typeof loss extends fc.Arbitrary<infer T> ? T : never

/** A lost backfill digest file leaves no trace, so that none is lost here. */
export const lossesOf = (all: readonly Loss[], { files, digests }: World): Losses => ({
  files: pick(
    all.flatMap(each => each.files),
    files,
  ),
  damaged: pick(
    all.flatMap(each => each.damaged),
    files,
  ),
  digests: pick(
    all.flatMap(each => each.digests),
    digests.filter(({ isBackfill }) => !isBackfill),
  ),
  history: all.some(({ history }) => history),
  trails: all.some(({ trails }) => trails),
})

const pick = (numbers: readonly number[], from: readonly { id: number }[]): Set<number> =>
  new Set(numbers.flatMap(number => from[number % Math.max(1, from.length)]?.id ?? []))

/** What is left of the log files. */
export const leftFiles = ({ files }: World, lost: Losses): LogFile[] =>
  files.filter(({ id }) => !lost.files.has(id) && !lost.damaged.has(id))

export function traceOf(built: World, lost: Losses): ArchiveTrace {
  const left = leftFiles(built, lost)
  const at = (location: Location, organization: boolean | null): Pick<ArchiveTrace, 'digests' | 'damaged'> => ({
    digests: built.digests
      .filter(each => each.location === location && !lost.digests.has(each.id))
      .filter(each => organization === null || built.trails[each.trail]?.isOrganization === organization)
      .map(each => hourOf(built, each, left)),
    damaged: built.files
      .filter(each => each.location === location && lost.damaged.has(each.id))
      .filter(each => organization === null || built.trails[each.trail]?.isOrganization === organization)
      .map(each => ({ at: each.at, why: 'damaged' })),
  })
  const own = at('home', false)
  const place = at('place', null)
  const here = built.isAtHome
    ? { digests: [...own.digests, ...place.digests], damaged: [...own.damaged, ...place.damaged] }
    : place
  const seen = new Set(left.flatMap(({ changes }) => changes))
  return {
    account: ACCOUNT,
    region: built.isAtHome ? HOME : 'eu-west-1',
    ...here,
    delivered: left.length === 0 ? null : { first: START, last: END },
    changes: built.changes.flatMap(({ change }, index) => (seen.has(index) ? change : [])),
    homes: [
      { account: ACCOUNT, region: HOME, ...own },
      { account: OWNER, region: HOME, ...at('home', true) },
    ],
    doubts: [],
  }
}

function hourOf(built: World, digest: SimDigest, left: readonly LogFile[]): DigestHour {
  const files = left.filter(({ id }) => digest.files.includes(id))
  const trail = built.trails[digest.trail]
  return {
    trail: trail?.name ?? '',
    home: HOME,
    isOrganization: trail?.isOrganization ?? false,
    start: digest.start,
    end: digest.end,
    files: digest.files.length,
    missing: digest.files.length - files.length,
    isRestart: digest.isRestart,
    isBackfill: digest.isBackfill,
    shows: { uses: files.some(({ hasUse }) => hasUse), writes: files.some(({ hasWrite }) => hasWrite) },
  }
}

/** The trails as they are described at the end, with what the event history of the account shows of their changes. */
export function trailsOf(built: World, lost: Losses): TrailNow[] | null {
  if (lost.trails) return null
  const trails = built.trails.map(({ name, isOrganization }) => ({
    name,
    arn: `arn:aws:cloudtrail:${HOME}:${isOrganization ? OWNER : ACCOUNT}:trail/${name}`,
    homeRegion: HOME,
    isOrganization,
    unchanged: null,
  }))
  return lost.history ? trails : withHistories(traceOf(built, lost), trails, new Map([[HOME, historyOf(built)]]))
}

/** It begins later than the archive, and does not show the newest changes yet. */
function historyOf({ changes }: World): TrailHistory {
  const [since, until] = [START + 3 * HOUR, END - 15 * MINUTE]
  const shown = changes
    .map(({ change }) => change)
    .filter(({ at, account }) => account === ACCOUNT && at >= since && at < until)
  return { since, until, changes: shown }
}
