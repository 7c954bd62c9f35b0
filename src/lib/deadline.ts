/**
 * Runs a task under a signal that fires when the outer one does or after `milliseconds`, and cleans up after it. Rejects
 * with an `AbortError` then, also if the task does not listen: getting credentials does not.
 */
export async function withDeadline<T>(
  outer: AbortSignal,
  milliseconds: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController()
  const stop = (): void => inner.abort()
  const stopped = new Promise<never>((_, reject) =>
    inner.signal.addEventListener('abort', () => reject(inner.signal.reason as Error)),
  )
  // Whether anybody races against it or not.
  stopped.catch(() => {})
  const timer = setTimeout(stop, milliseconds)
  outer.addEventListener('abort', stop)
  if (outer.aborted) stop()
  try {
    // Not everything listens: a credential process may wait for a person for ever.
    return await Promise.race([task(inner.signal), stopped])
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', stop)
  }
}
