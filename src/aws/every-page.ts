import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import type { PlaceAccess } from './place-access.ts'
import type { Operation } from './rates.ts'
import { Tokens } from './tokens.ts'

/** One page of a list that KMS tells in parts. */
export interface MarkedPage<T> {
  /** Absent: it is no such answer. */
  items: readonly T[] | undefined
  Truncated?: boolean | undefined
  NextMarker?: string | undefined
}

/** All items of a list of one key; half of a list is no answer. */
export async function everyPage<T>(
  { caller }: PlaceAccess,
  operation: Operation,
  keyId: string,
  ask: (marker: { Marker?: string }) => Promise<MarkedPage<T>>,
): Promise<Answer<T[]>> {
  const all: T[] = []
  const tokens = new Tokens()
  let marker: string | undefined
  do {
    const asked = marker === undefined ? {} : { Marker: marker }
    const page = await caller.call(operation, keyId, () => ask(asked))
    if (!page.known) return page
    const { items, Truncated, NextMarker } = page.value
    if (items === undefined) return failure('malformed', `an answer of ${operation} without its list`)
    all.push(...items)
    const isMore = Truncated ?? NextMarker !== undefined
    if (isMore && !tokens.leadsOn(NextMarker)) {
      return failure('malformed', `${operation} says that there is more, but not how to ask for it`)
    }
    marker = isMore ? NextMarker : undefined
  } while (marker !== undefined)
  return { known: true, value: all }
}
