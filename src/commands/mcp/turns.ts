/**
 * Lets one run after the other call AWS. Each keeps to the quotas of the account, which they share: two at once would
 * exceed them.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Does the work when it is its turn. Rejects with the reason of the signal if that aborts before. */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      signal.throwIfAborted()
      return work()
    })
    this.#last = turn.catch(() => {})
    return turn
  }
}
