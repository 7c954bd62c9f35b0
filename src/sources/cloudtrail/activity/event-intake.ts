import type { ActivitySink } from '../../activity-reader.ts'
import type { FoundEvents } from '../found-events.ts'
import { readActivityEvent } from './activity-event.ts'

/** Reads the events of pages, and hands over those of the keys that were asked for. */
export class EventIntake {
  events = 0
  notUnderstood = 0
  /** The keys that are searched one by one. Empty: all events of the Region are read. */
  searched: ReadonlySet<string> = new Set()
  #wanted: ReadonlySet<string> | null
  #sink: ActivitySink

  /** @param keys ARNs of the keys that were asked for; null: all keys */
  constructor(keys: readonly string[] | null, sink: ActivitySink) {
    this.#wanted = keys === null ? null : new Set(keys)
    this.#sink = sink
  }

  /** @param searched the key whose events these are; null: the events of all keys */
  take({ events }: FoundEvents, searched: string | null): void {
    const wanted = this.#wanted
    for (const each of events) {
      const event = readActivityEvent(each)
      if (event === null || (event !== 'not_understood' && event.target !== 'kms')) continue
      if (event === 'not_understood') {
        this.notUnderstood++
        this.#sink.call(event)
        continue
      }
      const asked = wanted === null ? event.keys : event.keys.filter(key => wanted.has(key))
      if (searched === null && wanted !== null && asked.length === 0) continue
      // A ReEncrypt is found by both its keys.
      const first = event.keys.find(key => this.searched.has(key))
      const isRepeat = searched !== null && first !== undefined && first !== searched
      this.events += isRepeat ? 0 : 1
      this.#sink.call({ ...event, keys: searched === null ? asked : [searched], isRepeat })
    }
  }
}

/** The keys that the events of a page name. */
export const keysIn = ({ events }: FoundEvents): string[] =>
  events.flatMap(each => {
    const event = readActivityEvent(each)
    return event === null || event === 'not_understood' ? [] : event.keys
  })
