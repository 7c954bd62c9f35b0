import { Countdown } from '../../lib/flow/countdown.ts'
import { once } from '../../lib/flow/once.ts'

/**
 * The key lists of every place. Whether an ID prefix matches a single key is known only when all lists have been read.
 */
export interface KeyLists {
  /** Says that the list of this place has been read, as far as possible. Calling it again has no effect. */
  arrive(): void
  /** How many places there are. */
  places: number
  /** Resolves when the lists of all places have been read. */
  done: Promise<void>
}

/** Returns a function that creates the key lists for each of so many places. */
export function keyListsFor(places: number): () => KeyLists {
  const lists = new Countdown()
  for (let place = 0; place < places; place++) lists.announce()
  lists.end()
  return () => ({ arrive: once(() => lists.arrive()), done: lists.done, places })
}
