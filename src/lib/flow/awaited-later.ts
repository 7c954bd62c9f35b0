/** Returns the promise itself. Its error waits until the promise is awaited, and does not end the process before. */
export function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
