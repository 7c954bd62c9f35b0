import PQueue from 'p-queue'

/** Operations of which AWS allows so many a second, such as DescribeKey. */
const FAST = 100
/** Calls of a queue in one turn: keys that are described together are counted together. */
const TURN = 4
/** Calls under way at once: at first, … */
const AT_FIRST = 32
/** … never fewer, … */
const FEWEST = 8
/** … and never more: connections are left for the slow operations. */
const MOST = 256
/** An answer that takes this many milliseconds more than twice the quickest one had to wait for this process. */
const SLACK = 20

interface CallPace {
  perSecond: number
  /** Tries so far. */
  sent: number
  /** Milliseconds of its quickest answer. */
  quickest: number
}

/**
 * Limits the fast calls under way, over all places. Without it, the many fast calls of hundreds of places would hold up
 * the few slow ones, which would leave late and together and be throttled. Places take turns, so that each soon has its
 * first keys described and can ask when they were last used. The limit adapts to keep the processor busy: about a
 * hundred calls where answers take a tenth of a second, a dozen where they take no time.
 */
export class FastCallLimit {
  readonly #queue = new PQueue({ concurrency: AT_FIRST })
  #width = AT_FIRST

  /** Makes a call of one queue when it is its turn. */
  send<T>(queue: CallPace, call: () => Promise<T>): Promise<T> {
    if (queue.perSecond < FAST) return call()
    return this.#queue.add(() => this.#watched(queue, call), { priority: -Math.floor(queue.sent / TURN) })
  }

  async #watched<T>(queue: CallPace, call: () => Promise<T>): Promise<T> {
    const started = performance.now()
    const answer = await call()
    const took = performance.now() - started
    queue.quickest = Math.min(queue.quickest, took)
    const isHeldUp = took > 2 * queue.quickest + SLACK
    this.#width = Math.min(MOST, Math.max(FEWEST, this.#width + (isHeldUp ? -0.5 : 0.25)))
    this.#queue.concurrency = Math.floor(this.#width)
    return answer
  }
}
