import type { PlaceClient } from '../../aws/session/place-client.ts'
import { defined } from '../../lib/defined.ts'
import { once } from '../../lib/flow/once.ts'
import type { KeyHistory } from '../../model/archive/archive-question.ts'
import type { ArchiveTrace, Coverage, CoverageDoubt } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import { sightingsOf } from '../../usage/coverage/archive-sightings.ts'
import type { AskedKey, SourceAnswer, SourceReader, SourceSettings } from '../source.ts'
import { askArchive, beginningOf, type PlaceHistory } from './ask-archive.ts'
import { doubtsText } from './doubts-text.ts'

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
    const { engine, trailHistory } = this.#settings
    const until = client.now
    // From as far back as the archive reaches.
    const question = { keys: null, since: 0, until, detail: 'last-use' as const }
    const windowOf = (trace: ArchiveTrace) => ({ since: beginningOf(trace, until), until })
    const history: PlaceHistory =
      engine === undefined ? NOT_OPEN : await askArchive(client, { engine, trailHistory }, question, windowOf)
    if (!history.known) client.gap(this.#operation, history.reason, history.why)
    else if (history.isThere) this.#note(history.coverage)
    else client.gap(this.#operation, 'partial', NOTHING)
    return history
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

/** A directory of another account would else be silent. */
const NOTHING = 'the archive shows nothing of this account and Region, so it decides nothing'
const NOT_OPEN: PlaceHistory = { known: false, reason: 'partial', why: 'the archive is not open' }

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
