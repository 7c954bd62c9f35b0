import type { ArchiveAnswer } from '../../archives/engine.ts'
import { trailsNow } from '../../aws/cloudtrail/trails-now.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { defined } from '../../lib/defined.ts'
import { once } from '../../lib/flow/once.ts'
import type { KeyHistory } from '../../model/archive/archive-question.ts'
import type { ArchiveTrace, Coverage, CoverageDoubt, CoveredInterval, TrailNow } from '../../model/archive/coverage.ts'
import { minuteText, type Instant } from '../../model/time.ts'
import { sightingsOf } from '../../usage/coverage/archive-sightings.ts'
import { coverageOf } from '../../usage/coverage/coverage-of.ts'
import { homesInDoubt, withHistories } from '../../usage/coverage/unchanged-trails.ts'
import { HORIZON } from '../cloudtrail/key-events.ts'
import type { AskedKey, SourceAnswer, SourceReader, SourceSettings } from '../source.ts'

/** What an archive says about a place: its keys, and the time in which its silence counts. */
type PlaceHistory =
  | { known: true; keys: ReadonlyMap<string, KeyHistory>; coverage: Coverage; window: CoveredInterval }
  | Extract<ArchiveAnswer, { known: false }>

/** Asks an archive once for all keys of a place. */
export class ArchiveReader implements SourceReader {
  #client: PlaceClient
  #settings: Pick<SourceSettings, 'engine' | 'trailHistory'>
  #operation: string
  #history = once(() => this.#read())

  /** @param operation names the archive in gaps, such as `kms-audit:trail-archive` */
  constructor(client: PlaceClient, settings: Pick<SourceSettings, 'engine' | 'trailHistory'>, operation: string) {
    this.#client = client
    this.#settings = settings
    this.#operation = operation
  }

  async look(key: AskedKey): Promise<SourceAnswer> {
    const history = await this.#history()
    if (!history.known) return { sighting: { kind: 'unknown', reason: history.reason, why: history.why } }
    const found = history.keys.get(key.arn) ?? null
    const [sighting, ...others] = sightingsOf(found, history.coverage, history.window)
    if (sighting === undefined) return { sighting: { kind: 'unknown', why: 'the archive covers no time' } }
    return { sighting, ...(others.length > 0 && { others }), ...hintsOf(found) }
  }

  async #read(): Promise<PlaceHistory> {
    const client = this.#client
    const { account, region } = client.place
    // From as far back as the archive reaches.
    const window = { since: 0, until: client.now }
    const question = { account, region, keys: null, ...window, detail: 'last-use' as const }
    const answer: ArchiveAnswer = (await this.#settings.engine?.ask(question)) ?? NOT_OPEN
    if (!answer.known) {
      client.gap(this.#operation, answer.reason, answer.why)
      return answer
    }
    const { keys, trace } = answer
    const began = trace.delivered?.first ?? client.now
    const known = {
      since: trace.digests.reduce((earliest, { start }) => Math.min(earliest, start), began),
      until: client.now,
    }
    // Without digest files nothing is covered, whatever the trails are; Athena and Lake give none.
    const trails = trace.digests.length === 0 ? null : await this.#trails(trace, known)
    const coverage = coverageOf(trace, trails, known)
    this.#note(coverage)
    return { known: true, keys, coverage, window: known }
  }

  /** The trails as they are now. Event history is asked only if it could add to what the archive covers. */
  async #trails(trace: ArchiveTrace, window: CoveredInterval): Promise<readonly TrailNow[] | null> {
    const trails = await trailsNow(this.#client)
    const { trailHistory } = this.#settings
    if (trails === null || trailHistory === undefined) return trails
    const homes = homesInDoubt(trace, trails, window, this.#client.now - HORIZON)
    const histories = await Promise.all(homes.map(async home => [home, await trailHistory(home)] as const))
    return withHistories(
      trace,
      trails,
      new Map(histories.flatMap(([home, found]) => (found === null ? [] : [[home, found]]))),
    )
  }

  /** One gap for the place says in which time a use may be missing, and why. */
  #note(coverage: Coverage): void {
    const holes = holesIn(coverage)
    if (holes.length > 0) this.#client.gap(this.#operation, 'partial', doubtsText(holes))
  }
}

/** That an archive begins and ends at some time is not a gap, unless it covers nothing. */
function holesIn({ intervals, doubts }: Coverage): readonly CoverageDoubt[] {
  const [first, last] = [intervals[0], intervals.at(-1)]
  if (first === undefined || last === undefined) return doubts
  return doubts.filter(({ since, until }) => since >= first.since && until <= last.until)
}

const NOT_OPEN: ArchiveAnswer = { known: false, reason: 'partial', why: 'the archive is not open' }

/** Stretches that a gap names before it only counts the others. */
const NAMED = 3

function doubtsText(doubts: readonly CoverageDoubt[]): string {
  const named = doubts.slice(0, NAMED).map(({ since, until, why }) => `${spanText(since, until)}: ${why}`)
  const more = doubts.length - named.length
  return `a use may be missing from the archive: ${[...named, ...(more > 0 ? [`and ${more} more times`] : [])].join('; ')}`
}

const spanText = (since: Instant, until: Instant): string => `${minuteText(since)} to ${minuteText(until)}`

/** Who made the last use, and events that are not a use, but matter where no use is newer. */
function hintsOf(found: KeyHistory | null): Omit<SourceAnswer, 'sighting'> {
  if (found === null) return {}
  const { last, refused, publicKeyReadAt, disabledAt } = found
  const user = last === null ? null : { principal: last.principal, service: last.service }
  const isNew = (at: Instant | null): at is Instant => at !== null && (last === null || at >= last.at)
  return {
    ...(user !== null && { user }),
    ...(isNew(publicKeyReadAt) && { publicKeyReadAt }),
    ...(isNew(disabledAt) && { disabledAt }),
    ...(refused !== null &&
      isNew(refused.at) && {
        refused: {
          at: refused.at,
          error: refused.error,
          ...defined({ by: refused.service ?? refused.principal ?? undefined }),
        },
      }),
  }
}
