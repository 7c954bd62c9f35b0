import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import type { Operation } from '../../model/operations.ts'
import { answered, flag, list, Members, text, type Read } from '../answers/shape.ts'
import { Tokens } from './tokens.ts'

/** One page of a list of KMS. */
export interface MarkedPage<T> {
  items: T
  truncated: boolean | undefined
  marker: string | undefined
  /** Why the token of the next page cannot be read. There may be such a page. */
  unreadableMarker: string | null
}

/** Reads a page whose list is this member of the answer. */
export const markedPage =
  <T>(member: string, items: Read<T>) =>
  (answer: unknown): MarkedPage<T> => {
    const { Truncated, NextMarker, [member]: all } = answered(answer)
    const members = new Members()
    const truncated = members.toAnswer(flag, Truncated, 'Truncated')
    const marker = members.toAnswer(text, NextMarker, 'NextMarker')
    return { items: items(all, member), truncated, marker, unreadableMarker: members.wrong }
  }

/** How to ask for the page after this one; undefined: it was the last. */
export function nextMarker(
  { truncated, marker, unreadableMarker }: MarkedPage<unknown>,
  tokens: Tokens,
  operation: string,
): Answer<string | undefined> {
  if (unreadableMarker !== null) return failure('malformed', unreadableMarker)
  if (!(truncated ?? marker !== undefined)) return { known: true, value: undefined }
  if (tokens.leadsOn(marker)) return { known: true, value: marker }
  return failure('malformed', `${operation} returned a truncated page without a token for the next page`)
}

/** All items of a list of one key; half of a list is no answer. */
export async function everyPage<T>(
  { caller }: PlaceClient,
  operation: Operation,
  keyId: string,
  member: string,
  item: Read<T>,
  send: (marker: { Marker?: string }) => Promise<unknown>,
): Promise<Answer<T[]>> {
  const all: T[] = []
  const tokens = new Tokens()
  const read = markedPage(member, list(item))
  let marker: string | undefined
  do {
    const asked = marker === undefined ? {} : { Marker: marker }
    const page = await caller.call(operation, keyId, () => send(asked), read)
    if (!page.known) return page
    all.push(...page.value.items)
    const next = nextMarker(page.value, tokens, operation)
    if (!next.known) return next
    marker = next.value
  } while (marker !== undefined)
  return { known: true, value: all }
}
