import { dayText, type Instant } from '../../model/time.ts'
import type { ArchiveFact } from '../archive-fact.ts'
import type { KeyCall } from './key-call.ts'

const CONTEXTS = 3

/** A fact that still grows. */
interface Growing extends Pick<
  ArchiveFact,
  'key' | 'day' | 'operation' | 'principal' | 'service' | 'error' | 'first' | 'last' | 'event'
> {
  ids: Set<string>
  /** By their text. */
  contexts: Map<string, Readonly<Record<string, string>>>
}

/** Turns calls into facts: those that differ in nothing but time become one, and each event counts once. */
export class FactMerger {
  readonly #facts = new Map<string, Growing>()

  /** `key` is one of the call's. `identity` has twelve digits. */
  add(key: string, call: KeyCall, identity: string): void {
    const { at, operation, principal, service, error, eventId, context } = call
    const day = dayText(at)
    const name = `${key}\n${day}\n${operation}\n${principal ?? ''}\n${service ?? ''}\n${error ?? ''}`
    let fact = this.#facts.get(name)
    if (fact === undefined) {
      const ids = new Set<string>()
      fact = {
        key,
        day,
        operation,
        principal,
        service,
        error,
        first: at,
        last: at,
        event: eventId,
        ids,
        contexts: new Map(),
      }
      this.#facts.set(name, fact)
    }
    fact.ids.add(identity)
    if (at < fact.first) fact.first = at
    if (isLater(at, eventId, fact)) [fact.last, fact.event] = [at, eventId]
    if (context !== null && fact.contexts.size < CONTEXTS) fact.contexts.set(JSON.stringify(context), context)
  }

  facts(): ArchiveFact[] {
    return Array.from(this.#facts.values(), ({ ids, contexts, ...fact }) => ({
      ...fact,
      ids: [...ids].toSorted().join(''),
      contexts: [...contexts.values()],
    }))
  }
}

/** Of events at the same time, the last is the one with the greatest id. */
const isLater = (at: Instant, eventId: string | null, { last, event }: Growing): boolean =>
  at > last || (at === last && (eventId ?? '') > (event ?? ''))
