/**
 * Lets one run after the other call AWS. Each keeps to the quotas of the account, which they share: two at once would
 * exceed them.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  #taken = 0

  /** Whether a run has its turn, so that the next one waits. */
  get isTaken(): boolean {
    return this.#taken > 0
  }

  /** Does the work when it is its turn. Rejects with the reason of the signal if that aborts before. */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.#taken += 1
    const turn = this.#last
      .then(() => {
        signal.throwIfAborted()
        return work()
      })
      .finally(() => (this.#taken -= 1))
    this.#last = turn.catch(() => {})
    return turn
  }
}
