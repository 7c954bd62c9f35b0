import type { ArchivedDay, ArchivedRefusal, ArchivedUse, KeyHistory } from '../../../model/archive/archive-question.ts'
import { dayText, type Instant } from '../../../model/time.ts'
import type { AnswerRow, ArchivedCall } from './read-row.ts'

/** What the rows of all queries say about one key. The order of the rows does not matter. */
export class FoundKey {
  #first: ArchivedUse | null = null
  #last: ArchivedUse | null = null
  #refused: (ArchivedRefusal & { eventId: string | null }) | null = null
  #publicKeyReadAt: Instant | null = null
  #disabledAt: Instant | null = null
  #days = new Map<string, ArchivedDay>()

  add(row: AnswerRow, isDays: boolean): void {
    const { kind, first, last } = row
    if (kind === 'use') this.#use(first, last)
    if (kind === 'refused') this.#refuse(last)
    if (kind === 'public-key-read') this.#publicKeyReadAt = later(this.#publicKeyReadAt, last.at)
    if (kind === 'disabled') this.#disabledAt = later(this.#disabledAt, last.at)
    if (isDays && (kind === 'use' || kind === 'refused' || kind === 'failed')) this.#count(row)
  }

  history(key: string): KeyHistory {
    const refused = this.#refused
    return {
      key,
      // The engines agree that the first use has no event id, because an index does not keep it.
      first: this.#first === null ? null : { ...this.#first, eventId: null },
      last: this.#last,
      refused: refused === null ? null : withoutId(refused),
      publicKeyReadAt: this.#publicKeyReadAt,
      disabledAt: this.#disabledAt,
      days: [...this.#days.values()].toSorted(byDay),
    }
  }

  #use(first: ArchivedCall, last: ArchivedCall): void {
    const [oldest, newest] = [useOf(first), useOf(last)]
    if (oldest !== null && (this.#first === null || compare(oldest, this.#first) < 0)) this.#first = oldest
    if (newest !== null && (this.#last === null || compare(newest, this.#last) > 0)) this.#last = newest
  }

  #refuse({ at, error, operation, principal, service, eventId }: ArchivedCall): void {
    if (at === null || error === null || operation === null) return
    const refused = { at, error, operation, principal, service, eventId }
    if (this.#refused === null || compare(refused, this.#refused) > 0) this.#refused = refused
  }

  #count({ last: { at, operation, principal, service, error }, events }: AnswerRow): void {
    if (at === null || operation === null) return
    const day = dayText(at)
    const name = JSON.stringify([day, operation, principal, service, error])
    const before = this.#days.get(name)?.events ?? 0
    this.#days.set(name, { day, operation, principal, service, error, events: before + events })
  }
}

const later = (a: Instant | null, b: Instant | null): Instant | null => (a === null || (b !== null && b > a) ? b : a)

function useOf({ at, operation, principal, service, eventId }: ArchivedCall): ArchivedUse | null {
  return at === null || operation === null ? null : { at, operation, principal, service, eventId }
}

function withoutId({ at, error, operation, principal, service }: ArchivedRefusal): ArchivedRefusal {
  return { at, error, operation, principal, service }
}

/** By time; of the same second, by event id, so that every engine names the same call. */
const compare = (a: Moment, b: Moment): number => a.at - b.at || byText(a.eventId, b.eventId)

interface Moment {
  at: Instant
  eventId: string | null
}

const byDay = (a: ArchivedDay, b: ArchivedDay): number =>
  byText(a.day, b.day) ||
  byText(a.operation, b.operation) ||
  byText(a.principal, b.principal) ||
  byText(a.service, b.service) ||
  byText(a.error, b.error)

/** Null sorts before every text. */
function byText(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return -1
  return b === null || a > b ? 1 : -1
}
