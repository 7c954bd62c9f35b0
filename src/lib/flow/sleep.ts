/** Resolves after so many milliseconds. Rejects with an `AbortError` when the signal fires first. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** Sleeps by the global timers, which tests can hold; those of `node:timers/promises` can not be held. */
export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new DOMException('This operation was aborted', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
