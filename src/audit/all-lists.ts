import { Countdown } from '../lib/countdown.ts'
import { once } from '../lib/once.ts'

/** The lists of keys of every place: whether an id prefix fits one key only shows when all have been read. */
export interface AllLists {
  /** The list of this place has been read, as far as it can be. More than once is as good as once. */
  arrive(): void
  /** Every place has arrived. */
  done: Promise<void>
}

/** Makes one for each of so many places. */
export function allLists(places: number): () => AllLists {
  const lists = new Countdown()
  for (let place = 0; place < places; place++) lists.announce()
  lists.end()
  return () => ({ arrive: once(() => lists.arrive()), done: lists.done })
}
