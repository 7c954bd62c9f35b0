import type { KeyHistory } from '../../../model/archive/archive-question.ts'
import type { CoverageDoubt, DigestHour } from '../../../model/archive/coverage.ts'
import { DAY, HOUR, type Instant } from '../../../model/time.ts'
import { dayStart } from '../plan/chunks.ts'
import type { ChunkExtent } from '../query/chunk.ts'
import { type DigestRuns, digestHours } from './digest-runs.ts'
import { FoundKey } from './found-key.ts'
import type { AnswerRow } from './read-row.ts'

/** What the rows of all queries say about one account and Region. */
export class FoundPlace {
  readonly doubts: CoverageDoubt[] = []
  #keys = new Map<string, FoundKey>()
  #runs: DigestRuns[] = []
  #seen: { first: Instant; last: Instant } | null = null

  /** The times of the first and the last record that was found. Their delivery is not known. Null: there is none. */
  get seen(): { first: Instant; last: Instant } | null {
    return this.#seen
  }

  add(row: AnswerRow, chunk: ChunkExtent, isDays: boolean): void {
    this.#see(row)
    if (row.kind === 'trail') return
    // A time of the right form that does not exist is found here only.
    if (row.kind === 'odd' || row.first.at === null || row.last.at === null) this.doubts.push(oddDoubt(row, chunk))
    else this.#key(row.key).add(row, isDays)
  }

  addDigests(runs: DigestRuns): void {
    this.#runs.push(runs)
  }

  /**
   * Sorted by time, without those of time in doubt: there, a change of a trail may be missing as well, after which it may
   * record something else. They are unpacked at each call.
   */
  digests(): DigestHour[] {
    return this.#runs
      .flatMap(digestHours)
      .filter(({ start, end }) => !this.doubts.some(({ since, until }) => start < until && end > since))
      .toSorted((a, b) => a.start - b.start)
  }

  /** @param keys null: every key that the records name */
  histories(keys: readonly string[] | null): ReadonlyMap<string, KeyHistory> {
    const wanted = keys ?? [...this.#keys.keys()].toSorted()
    return new Map(
      wanted.flatMap(key => {
        const found = this.#keys.get(key)
        return found === undefined ? [] : [[key, found.history(key)] as const]
      }),
    )
  }

  #see({ first: { at: first }, last: { at: last } }: AnswerRow): void {
    if (first === null || last === null) return
    this.#seen = {
      first: Math.min(first, this.#seen?.first ?? first),
      last: Math.max(last, this.#seen?.last ?? last),
    }
  }

  #key(key: string): FoundKey {
    const found = this.#keys.get(key) ?? new FoundKey()
    this.#keys.set(key, found)
    return found
  }
}

/** A record that may be a use but is not understood: silence means nothing on its days. */
function oddDoubt({ key, first, last, events }: AnswerRow, chunk: ChunkExtent): CoverageDoubt {
  const { at: since, eventId, operation } = first
  const until = last.at
  const [is, records] = events === 1 ? ['is', 'record'] : ['are', 'records']
  const example = `event ${eventId ?? 'without an id'}, ${operation ?? 'without a name'}${key === '' ? '' : ` of ${key}`}`
  return {
    since: since === null ? chunk.since - HOUR : dayStart(since),
    until: since === null || until === null ? chunk.until : dayStart(until) + DAY,
    why: `${events} ${records} of KMS ${is} not understood: ${example}`,
  }
}
