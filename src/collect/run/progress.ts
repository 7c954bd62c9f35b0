import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Place } from '../../model/place.ts'

type Listener = (listed: readonly { place: Place; keys: number }[]) => void

/** The progress of a run. The counts are only shown; no decision depends on them. */
export class Progress {
  /** Pairs of account and Region: all, and those whose keys have been listed completely. */
  places = { total: 0, listed: 0 }
  keys = { listed: 0, done: 0 }
  /** Log files of an archive, while they are read. Null: none are being read. */
  logFiles: { files: number; ofFiles: number; bytes: number; ofBytes: number } | null = null
  /** Types of resources to search for references, in all places together. */
  types = { total: 0, done: 0 }
  /** The planned duration of the whole audit in seconds; 0 before there is a plan. */
  plannedSeconds = 0
  /** A question is shown on the terminal, in the line of the progress. */
  isHidden = false
  /** The number of keys by place, for places that have been listed completely. */
  #listed: { place: Place; keys: number }[] = []
  #whenListed: Listener | null = null
  #clients: PlaceClient[] = []

  /** Calls the listener once, when the last place has been listed and the duration of the run can be estimated. */
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

  /** Calls made so far about keys, including retries. */
  get calls(): number {
    const queues = this.#clients.flatMap(client => [...client.queues.values()])
    return queues.reduce((sum, { sent }) => sum + sent, 0)
  }

  /**
   * The seconds left. The calls that wait now are certain, but later calls of other keys are not among them, so the
   * plan counts if it says more.
   */
  get secondsLeft(): number {
    const { done, listed } = this.keys
    const share = listed === 0 ? 0 : (listed - done) / listed
    return Math.max(this.slowest?.seconds ?? 0, this.plannedSeconds * share)
  }

  /** The operation whose waiting calls take longest. Null: no call waits. */
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
  /** The seconds until the known calls of the slowest account and Region have been made. */
  seconds: number
}
