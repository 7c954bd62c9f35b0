import PQueue from 'p-queue'

/** Runs a task for every item, at most `atOnce` at a time. Returns the results in the order of the items. */
export function mapBounded<T, R>(atOnce: number, items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const queue = new PQueue({ concurrency: atOnce })
  return queue.addAll(items.map(item => () => task(item)))
}
