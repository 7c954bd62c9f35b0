import type { KeyHistory } from '../../../model/archive/archive-question.ts'
import type { CoverageDoubt } from '../../../model/archive/coverage.ts'
import { DAY } from '../../../model/time.ts'
import { dayStart } from '../plan/chunks.ts'
import type { Chunk } from '../query/chunk.ts'
import { FoundKey } from './found-key.ts'
import type { AnswerRow } from './read-row.ts'

/** What the rows of all queries say about one account and Region. */
export class FoundPlace {
  readonly doubts: CoverageDoubt[] = []
  #keys = new Map<string, FoundKey>()

  add(row: AnswerRow, chunk: Chunk, isDays: boolean): void {
    if (row.kind === 'odd') this.doubts.push(oddDoubt(row, chunk))
    else if (row.kind !== 'trail') this.#key(row.key).add(row, isDays)
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

  #key(key: string): FoundKey {
    const found = this.#keys.get(key) ?? new FoundKey()
    this.#keys.set(key, found)
    return found
  }
}

/** A record that may be a use but is not understood: silence means nothing on its days. */
function oddDoubt({ key, first, last, events }: AnswerRow, chunk: Chunk): CoverageDoubt {
  const { at: since, eventId, operation } = first
  const until = last.at
  const [is, records] = events === 1 ? ['is', 'record'] : ['are', 'records']
  const example = `event ${eventId ?? 'without an id'}, ${operation ?? 'without a name'}${key === '' ? '' : ` of ${key}`}`
  return {
    since: since === null ? chunk.since : dayStart(since),
    until: since === null || until === null ? chunk.until : dayStart(until) + DAY,
    why: `${events} ${records} of KMS ${is} not understood: ${example}`,
  }
}
