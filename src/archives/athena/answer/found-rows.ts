import type { ArchiveQuestion } from '../../../model/archive/archive-question.ts'
import type { CoverageDoubt, DamagedFile, DigestHour, HomeTrace, TrailChange } from '../../../model/archive/coverage.ts'
import { HOUR } from '../../../model/time.ts'
import type { ResultRow } from '../../../aws/athena/get-results.ts'
import { type ArchivePlace, placeName } from '../../archive-place.ts'
import type { ChunkExtent } from '../query/chunk.ts'
import { type DigestRuns, readDigestRuns } from './digest-runs.ts'
import { FoundPlace } from './found-place.ts'
import { type AnswerRow, readRow } from './read-row.ts'
import { trailChangeOf } from './trail-change.ts'

/** The answers of all queries of a question, by account and Region. */
export class FoundRows {
  readonly #isDays: boolean
  #places = new Map<string, FoundPlace>()
  #damaged = new Map<string, DamagedFile[]>()
  #changes: TrailChange[] = []
  #unread: CoverageDoubt[] = []
  /** Digest files of places that were asked for as homes. */
  #homes = new Map<string, readonly DigestHour[]>()

  constructor(detail: ArchiveQuestion['detail']) {
    this.#isDays = detail === 'days'
  }

  /** Takes the rows of a query. Returns what is wrong with them; null: nothing, and all of them count. */
  add(rows: readonly ResultRow[], chunk: ChunkExtent): string | null {
    const read = rows.map(row => readDigestRuns(row) ?? readRow(row))
    const wrong = read.indexOf(null)
    if (wrong >= 0)
      return `row ${wrong + 1} of the result is not as the query asks: ${rows[wrong]?.join(', ').slice(0, 200)}`
    for (const row of read.flatMap(each => each ?? [])) {
      if ('packed' in row) this.#addDigests(row)
      else this.#addCalls(row, chunk)
    }
    return null
  }

  #addCalls(row: AnswerRow, chunk: ChunkExtent): void {
    this.place(row).add(row, chunk, this.#isDays)
    if (row.kind !== 'trail') return
    const change = trailChangeOf(row)
    if (change !== null) {
      this.#changes.push(change)
      return
    }
    // The trail may record for any place.
    const unread = { since: chunk.since - HOUR, until: chunk.until, why: 'a change of a trail is not understood' }
    this.place(row).doubts.push(unread)
    this.#unread.push(unread)
  }

  #addDigests(runs: DigestRuns): void {
    if (runs.damaged === null) this.place(runs).addDigests(runs)
    else this.damaged(runs, runs.damaged)
  }

  /** Notes a stretch of all places of a query in which a use may be missing. */
  doubt({ accounts, regions }: ChunkExtent, doubt: CoverageDoubt): void {
    for (const account of accounts) for (const region of regions) this.place({ account, region }).doubts.push(doubt)
  }

  /** Stretches in which a use may be missing from a place. */
  doubtsIn(place: ArchivePlace): readonly CoverageDoubt[] {
    const own = this.place(place).doubts
    return [...own, ...this.#unread.filter(doubt => !own.includes(doubt))]
  }

  damaged(place: ArchivePlace, file: DamagedFile): void {
    this.#damaged.set(placeName(place), [...this.damagedIn(place), file])
  }

  damagedIn(place: ArchivePlace): readonly DamagedFile[] {
    return this.#damaged.get(placeName(place)) ?? []
  }

  place(place: ArchivePlace): FoundPlace {
    const found = this.#places.get(placeName(place)) ?? new FoundPlace()
    this.#places.set(placeName(place), found)
    return found
  }

  /** What there is of these Regions, in all accounts. Their digest files are unpacked when they are asked for. */
  homesIn(regions: ReadonlySet<string>): HomeTrace[] {
    return [...this.#places.keys()].flatMap(name => {
      const [account = '', region = ''] = name.split('/')
      if (!regions.has(region)) return []
      const [damaged, digests] = [this.damagedIn({ account, region }), () => this.#homeDigests({ account, region })]
      return {
        account,
        region,
        damaged,
        get digests(): readonly DigestHour[] {
          return digests()
        },
      }
    })
  }

  /** All places of a question have the same homes. */
  #homeDigests(place: ArchivePlace): readonly DigestHour[] {
    const known = this.#homes.get(placeName(place)) ?? this.place(place).digests()
    this.#homes.set(placeName(place), known)
    return known
  }

  /** Sorted by time. */
  get changes(): readonly TrailChange[] {
    return this.#changes.toSorted((a, b) => a.at - b.at)
  }
}
