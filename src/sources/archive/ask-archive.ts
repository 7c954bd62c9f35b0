import type { ArchiveAnswer, ArchiveEngine } from '../../archives/engine.ts'
import { trailsNow } from '../../aws/cloudtrail/trails-now.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { ArchiveQuestion, KeyHistory } from '../../model/archive/archive-question.ts'
import type { ArchiveTrace, Coverage, CoveredInterval, TrailNow } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import { coverageOf } from '../../usage/coverage/coverage-of.ts'
import { homesInDoubt, withHistories } from '../../usage/coverage/unchanged-trails.ts'
import { HORIZON } from '../cloudtrail/key-events.ts'
import type { SourceSettings } from '../source.ts'

/** What an archive says about a place: its keys, and the time in which its silence counts. */
export type PlaceHistory =
  | {
      known: true
      keys: ReadonlyMap<string, KeyHistory>
      coverage: Coverage
      /** The time that was looked at. */
      window: CoveredInterval
      /** Whether it has a log file or a digest file of the place. */
      isThere: boolean
    }
  | Extract<ArchiveAnswer, { known: false }>

export interface AskedArchive {
  engine: ArchiveEngine
  trailHistory: SourceSettings['trailHistory'] | undefined
}

/**
 * Asks an archive about a place, and decides in which part of the time its silence counts.
 *
 * @param windowOf the time to look at, by what the archive has
 */
export async function askArchive(
  client: PlaceClient,
  { engine, trailHistory }: AskedArchive,
  question: Omit<ArchiveQuestion, 'account' | 'region'>,
  windowOf: (trace: ArchiveTrace) => CoveredInterval,
): Promise<PlaceHistory> {
  const { account, region } = client.place
  const answer = await engine.ask({ account, region, ...question })
  if (!answer.known) return answer
  const { keys, trace } = answer
  const window = windowOf(trace)
  // Without digest files nothing is covered, whatever the trails are.
  const trails = trace.digests.length === 0 ? null : await trailsOf(client, trailHistory, trace, window)
  const isThere = trace.delivered !== null || trace.digests.length > 0
  return { known: true, keys, coverage: coverageOf(trace, trails, window), window, isThere }
}

/** When the archive of the place begins. */
export function beginningOf({ delivered, digests }: ArchiveTrace, now: Instant): Instant {
  return digests.reduce((earliest, { start }) => Math.min(earliest, start), delivered?.first ?? now)
}

/** The trails as they are now. Event history is asked only if it could add to what the archive covers. */
async function trailsOf(
  client: PlaceClient,
  trailHistory: AskedArchive['trailHistory'],
  trace: ArchiveTrace,
  window: CoveredInterval,
): Promise<readonly TrailNow[] | null> {
  // Only the archive shows the trails of an account that is not entered.
  const trails = client.isEntered ? await trailsNow(client) : null
  if (trails === null || trailHistory === undefined) return trails
  const homes = homesInDoubt(trace, trails, window, client.now - HORIZON)
  const histories = await Promise.all(homes.map(async home => [home, await trailHistory(home)] as const))
  return withHistories(
    trace,
    trails,
    new Map(histories.flatMap(([home, found]) => (found === null ? [] : [[home, found]]))),
  )
}
