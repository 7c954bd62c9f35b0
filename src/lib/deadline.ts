/** Runs a task under a signal that fires when the outer one does or after `milliseconds`, and cleans up after it. */
export async function withDeadline<T>(
  outer: AbortSignal,
  milliseconds: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const inner = new AbortController()
  const stop = (): void => inner.abort()
  const timer = setTimeout(stop, milliseconds)
  outer.addEventListener('abort', stop)
  try {
    return await task(inner.signal)
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', stop)
  }
}
