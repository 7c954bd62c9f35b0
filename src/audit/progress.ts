import type { Caller } from '../aws/caller.ts'
import type { Place } from '../model/place.ts'

type Listener = (listed: readonly { place: Place; keys: number }[]) => void

/** How far a run is, for who wants to show it. Counts only: nothing here decides anything. */
export class Progress {
  places = { done: 0, total: 0 }
  keys = { listed: 0, done: 0 }
  /** Somebody is being asked something on the terminal, where the line of the progress would be. */
  isHidden = false
  /** Keys by place, once each has been listed to its end. */
  #listed: { place: Place; keys: number }[] = []
  #whenListed: Listener | null = null
  #callers: Caller[] = []

  /** Called once, when the last place has been listed: then it shows how long the run will take. */
  onListed(listener: Listener): void {
    this.#whenListed = listener
  }

  placeListed(place: Place, keys: number): void {
    this.#listed.push({ place, keys })
    if (this.#listed.length === this.places.total) this.#whenListed?.(this.#listed)
  }

  watch(caller: Caller): void {
    this.#callers.push(caller)
  }

  /** Calls made so far about keys, tries included. */
  get calls(): number {
    const lanes = this.#callers.flatMap(caller => [...caller.lanes.values()])
    return lanes.reduce((sum, { sent }) => sum + sent, 0)
  }

  /** Calls that wait, by operation, over all places. */
  get waiting(): ReadonlyMap<string, number> {
    const waiting = new Map<string, number>()
    for (const { lanes } of this.#callers) {
      for (const [operation, lane] of lanes) {
        if (lane.waiting > 0) waiting.set(operation, (waiting.get(operation) ?? 0) + lane.waiting)
      }
    }
    return waiting
  }

  /** Seconds until the slowest queue is empty, as far as it is known by now. */
  get secondsLeft(): number {
    const lanes = this.#callers.flatMap(({ lanes: all }) => [...all.values()])
    return lanes.reduce((longest, { waiting, limiter }) => Math.max(longest, waiting / limiter.rate), 0)
  }
}
