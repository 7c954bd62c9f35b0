import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Place } from '../../model/place.ts'

type Listener = (listed: readonly { place: Place; keys: number }[]) => void

/** How far a run is. Only counts, to be shown: no decision depends on them. */
export class Progress {
  /** Accounts and Regions, each pair once: all, and those whose keys have been listed to the end. */
  places = { total: 0, listed: 0 }
  keys = { listed: 0, done: 0 }
  /** Seconds that the whole audit takes by its plan; 0 before there is one. */
  plannedSeconds = 0
  /** A question is on the terminal, in the line where the progress would be drawn. */
  isHidden = false
  /** Keys by place, once each has been listed to its end. */
  #listed: { place: Place; keys: number }[] = []
  #whenListed: Listener | null = null
  #clients: PlaceClient[] = []

  /** Called once, when the last place has been listed: then it shows how long the run will take. */
  onListed(listener: Listener): void {
    this.#whenListed = listener
  }

  placeListed(place: Place, keys: number): void {
    this.#listed.push({ place, keys })
    this.places.listed = this.#listed.length
    if (this.#listed.length === this.places.total) this.#whenListed?.(this.#listed)
  }

  watch(client: PlaceClient): void {
    this.#clients.push(client)
  }

  /** Whether more keys may be found. */
  get isListing(): boolean {
    return this.places.listed < this.places.total
  }

  get accounts(): number {
    return new Set(this.#clients.map(({ place }) => place.account)).size
  }

  /** Calls made so far about keys, tries included. */
  get calls(): number {
    const queues = this.#clients.flatMap(client => [...client.queues.values()])
    return queues.reduce((sum, { sent }) => sum + sent, 0)
  }

  /**
   * Seconds until the end: what waits by now is certain, but more calls follow for keys that have not come that far. So
   * the plan decides where it says more.
   */
  get secondsLeft(): number {
    const { done, listed } = this.keys
    const share = listed === 0 ? 0 : (listed - done) / listed
    return Math.max(this.slowest?.seconds ?? 0, this.plannedSeconds * share)
  }

  /** The operation that takes longest until all its calls are made. Null: nothing waits. */
  get slowest(): Slowest | null {
    const waiting = new Map<string, number>()
    let slowest: Slowest | null = null
    for (const { queues } of this.#clients) {
      for (const [operation, queue] of queues) {
        if (queue.waiting === 0) continue
        waiting.set(operation, (waiting.get(operation) ?? 0) + queue.waiting)
        const seconds = queue.waiting / queue.limiter.rate
        if (seconds > (slowest?.seconds ?? 0)) slowest = { operation, seconds, waiting: 0 }
      }
    }
    return slowest === null ? null : { ...slowest, waiting: waiting.get(slowest.operation) ?? 0 }
  }
}

/** An operation whose calls wait. */
interface Slowest {
  /** `kms:GetKeyLastUsage` */
  operation: string
  /** Calls that wait or are under way, in all accounts and Regions. */
  waiting: number
  /** Until those of the slowest account and Region are made, as far as they are known by now. */
  seconds: number
}
