/**
 * Ends each task that takes longer than a set time, and all tasks when the outer signal fires. All tasks have the same
 * time, so that one timer and one listener serve thousands of calls.
 */
export class Deadlines {
  /** What each task may take. */
  readonly milliseconds: number
  readonly #outer: AbortSignal
  /** How to stop it, and when; in the order of their times. */
  readonly #waiting = new Map<() => void, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(outer: AbortSignal, milliseconds: number) {
    this.milliseconds = milliseconds
    this.#outer = outer
    outer.addEventListener('abort', () => this.#stopAll(), { once: true })
  }

  /** Calls `stop` when the time is up or the outer signal fires; what it returns calls that off. */
  watch(stop: () => void): () => void {
    if (this.#outer.aborted) {
      stop()
      return () => {}
    }
    this.#waiting.set(stop, performance.now() + this.milliseconds)
    this.#timer ??= setTimeout(() => this.#expire(), this.milliseconds)
    return () => this.#forget(stop)
  }

  /** Runs a task. Rejects with an `AbortError` when it takes too long, even if the task does not listen to a signal. */
  async within<T>(task: () => Promise<T>): Promise<T> {
    let callOff: (() => void) | undefined
    const stopped = new Promise<never>((_, reject) => {
      callOff = this.watch(() => reject(new DOMException('This operation was aborted', 'AbortError')))
    })
    // Its rejection must not end the process when the task has won the race.
    stopped.catch(() => {})
    try {
      return await Promise.race([task(), stopped])
    } finally {
      callOff?.()
    }
  }

  #expire(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const [stop, due] of this.#waiting) {
      // Timers may fire a fraction of a millisecond early.
      if (due - now > 1) {
        this.#timer = setTimeout(() => this.#expire(), due - now)
        return
      }
      this.#waiting.delete(stop)
      stop()
    }
  }

  #forget(stop: () => void): void {
    // A timer that nothing waits for would keep the process alive.
    if (this.#waiting.delete(stop) && this.#waiting.size === 0) this.#rest()
  }

  #stopAll(): void {
    this.#rest()
    const all = [...this.#waiting.keys()]
    this.#waiting.clear()
    for (const stop of all) stop()
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
