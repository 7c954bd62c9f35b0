import type { TrailChange } from '../../model/archive/coverage.ts'
import type { ArchiveFact } from '../archive-fact.ts'
import { factsTable, mergeFacts, unionOfIds } from './facts-table.ts'
import { filesTable, type TraceRow } from './files-table.ts'
import { type KeySummary, mergeSummaries, summaryOf } from './keys-table.ts'
import { sortRows } from './merge-sorted.ts'
import type { SegmentRows } from './write-segment.ts'

/** What was read since the last segment was written. */
export class Batch {
  #facts = new Map<string, { fact: ArchiveFact; ids: string[] }>()
  #files: TraceRow[] = []
  /** Characters of ids. */
  #size = 0

  /** Number of files and digests. */
  get files(): number {
    return this.#files.length
  }

  /** Whether it holds so much that memory matters. */
  get isLarge(): boolean {
    return this.#size > 1 << 23 || this.#facts.size > 50_000 || this.#files.length > 40_000
  }

  addFile(row: TraceRow): void {
    this.#files.push(row)
  }

  addChange(change: TrailChange): void {
    this.#files.push({ row: 'change', change })
  }

  addFact(fact: ArchiveFact): void {
    this.#size += fact.ids.length
    const order = factsTable.order(fact)
    const known = this.#facts.get(order)
    if (known === undefined) {
      this.#facts.set(order, { fact, ids: [fact.ids] })
      return
    }
    // Ids are united once, at the end.
    known.ids.push(fact.ids)
    known.fact = mergeFacts({ ...known.fact, ids: '' }, { ...fact, ids: '' })
  }

  /** Returns all rows, and is empty afterwards. */
  take(): SegmentRows {
    const united = Array.from(this.#facts.values(), ({ fact, ids }) => ({ ...fact, ids: unionOfIds(ids) }))
    const facts = sortRows(factsTable, united)
    const files = sortRows(filesTable, this.#files)
    this.#facts = new Map()
    this.#files = []
    this.#size = 0
    return { facts, keys: summariesOf(facts), files }
  }
}

/** One summary for each key, sorted like the facts. */
function summariesOf(facts: readonly ArchiveFact[]): KeySummary[] {
  const byKey = new Map<string, KeySummary>()
  for (const fact of facts) {
    const known = byKey.get(fact.key)
    const own = summaryOf(fact)
    byKey.set(fact.key, known === undefined ? own : mergeSummaries(known, own))
  }
  // Map keeps the order, in which the facts of a key are neighbours.
  return [...byKey.values()]
}
