import { setImmediate } from 'node:timers/promises'
import type { ArchivedDay, ArchiveQuestion, KeyHistory } from '../../model/archive/archive-question.ts'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import { dayText, type Instant } from '../../model/time.ts'
import type { ArchiveFact } from '../archive-fact.ts'
import { placeName } from '../archive-place.ts'
import { factsTable, ID_LENGTH } from './facts-table.ts'
import { type KeySummary, keysTable, mergeSummaries, summaryOf } from './keys-table.ts'
import { mergeSorted } from './merge-sorted.ts'
import type { OpenSegment } from './segment.ts'

/** Answers from segments. Throws `DamagedIndex`. */
export async function answerQuestion(
  segments: readonly OpenSegment[],
  question: ArchiveQuestion,
): Promise<Map<string, KeyHistory>> {
  const window = daysOf(question)
  const touched = segments.filter(({ record: { days } }) => days !== null && overlap(days, window))
  return question.detail === 'days' ? daily(touched, question, window) : lastUses(touched, question, window)
}

/** The first and the last day of a window. */
interface Days {
  first: string
  last: string
}

/** A window counts by whole days (UTC), as the facts do. */
const daysOf = ({ since, until }: ArchiveQuestion): Days => ({ first: dayAt(since), last: dayAt(until - 1) })

/** The day of a time, also of one that no calendar shows. */
const dayAt = (at: Instant): string => dayText(Math.min(Math.max(at, 0), LATEST))
const LATEST = Date.parse('9999-12-31T00:00:00Z')

const overlap = (days: Days, window: Days): boolean => days.first <= window.last && days.last >= window.first
const isWithin = (days: Days, window: Days): boolean => days.first >= window.first && days.last <= window.last

/** Reads the summary of a segment if all of it lies in the window, else its facts. */
async function lastUses(
  segments: readonly OpenSegment[],
  question: ArchiveQuestion,
  window: Days,
): Promise<Map<string, KeyHistory>> {
  const found = new Found(question)
  const place = placeName(question)
  for (const segment of segments) {
    const isWhole = segment.record.days !== null && isWithin(segment.record.days, window)
    if (isWhole) await eachOf(segment.rows(keysTable, place), summary => found.add(summary))
    else
      await eachOf(segment.rows(factsTable, place), fact => {
        if (isInside(fact, window)) found.add(summaryOf(fact))
      })
  }
  return found.histories()
}

async function daily(
  segments: readonly OpenSegment[],
  question: ArchiveQuestion,
  window: Days,
): Promise<Map<string, KeyHistory>> {
  const found = new Found(question)
  const place = placeName(question)
  const lists = segments.map(segment => segment.rows(factsTable, place))
  await eachOf(mergeSorted(factsTable, lists), fact => {
    if (!isInside(fact, window) || !found.add(summaryOf(fact))) return
    if (CRYPTO_OPERATIONS.has(fact.operation)) found.addDay(fact.key, dayOf(fact))
  })
  return found.histories()
}

const isInside = ({ day }: ArchiveFact, { first, last }: Days): boolean => day >= first && day <= last

const dayOf = ({ day, operation, principal, service, error, ids }: ArchiveFact): ArchivedDay => ({
  day,
  operation,
  principal,
  service,
  error,
  events: ids.length / ID_LENGTH,
})

/** Rows between two pauses, in which signals are heard. */
const PAUSE = 20_000

export async function eachOf<Row>(rows: Iterable<Row>, take: (row: Row) => void): Promise<void> {
  let count = 0
  for (const row of rows) {
    take(row)
    if (++count % PAUSE === 0) await setImmediate()
  }
}

/** What was found about the keys of a question. */
class Found {
  readonly #wanted: ReadonlySet<string> | null
  readonly #summaries = new Map<string, KeySummary>()
  readonly #days = new Map<string, ArchivedDay[]>()

  constructor({ keys }: ArchiveQuestion) {
    this.#wanted = keys === null ? null : new Set(keys)
  }

  /** Returns whether the question is about this key. */
  add(summary: KeySummary): boolean {
    if (this.#wanted?.has(summary.key) === false) return false
    const known = this.#summaries.get(summary.key)
    this.#summaries.set(summary.key, known === undefined ? summary : mergeSummaries(known, summary))
    return true
  }

  addDay(key: string, day: ArchivedDay): void {
    const days = this.#days.get(key)
    if (days === undefined) this.#days.set(key, [day])
    else days.push(day)
  }

  histories(): Map<string, KeyHistory> {
    const entries = [...this.#summaries.values()].map((summary): [string, KeyHistory] => [
      summary.key,
      { ...summary, days: this.#days.get(summary.key) ?? [] },
    ])
    return new Map(entries)
  }
}
