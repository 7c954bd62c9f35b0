import { Countdown } from '../../lib/flow/countdown.ts'
import { once } from '../../lib/flow/once.ts'

/** The key lists of every place. Only when all have been read is it known that an id prefix matches a single key. */
export interface KeyLists {
  /** The list of this place has been read, as far as it can be. Calling it again has no effect. */
  arrive(): void
  /** Resolves when the lists of all places have been read. */
  done: Promise<void>
}

/** Returns a function that makes one for each of so many places. */
export function keyListsFor(places: number): () => KeyLists {
  const lists = new Countdown()
  for (let place = 0; place < places; place++) lists.announce()
  lists.end()
  return () => ({ arrive: once(() => lists.arrive()), done: lists.done })
}
