import PQueue from 'p-queue'

/** The results of a task for every item, in their order, so many of them under way at a time. */
export function mapBounded<T, R>(atOnce: number, items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const queue = new PQueue({ concurrency: atOnce })
  return queue.addAll(items.map(item => () => task(item)))
}
