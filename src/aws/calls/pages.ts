import type { Operation } from '../../model/operations/operations.ts'
import { failure, type Answer, type TimedAnswer } from '../answers/answer.ts'
import { answered, flag, Members, text, type Read } from '../answers/shape.ts'
import type { ReadAnswer } from './call-request.ts'

/** What a page of a list says about the page after it. */
export interface Page {
  /** The token of the next page. Undefined: this is the last one, or its token cannot be read. */
  next: string | undefined
  /** Why the token cannot be read. There may be a next page. */
  unreadableToken: string | null
  /** Whether there is a next page, where the operation says so by a member of its own, as those of KMS do. */
  truncated?: boolean
}

export interface PageRequest<P extends Page> {
  /** Sends the call for the page of this token; undefined: for the first page. */
  send(token: string | undefined): Promise<unknown>
  read: ReadAnswer<P>
  /** Names the calls in their queue. Left out: each is named by its token. */
  id?: string
  /** How messages name the operation. Left out: without its service. */
  name?: string
  /** Pages to read at most. Left out: all of them. */
  maxPages?: number
}

type CallPage<P> = (id: string, send: () => Promise<unknown>) => Promise<TimedAnswer<P>>

/**
 * Yields the pages of a list. The last item is a failure when a call fails, when the next page cannot be found, or when
 * more pages follow than may be read (`partial`). A token that comes again would lead round in a circle for ever.
 */
export async function* pagesOf<P extends Page>(
  callPage: CallPage<P>,
  operation: Operation,
  request: PageRequest<P>,
): AsyncGenerator<TimedAnswer<P>> {
  const { send, id, name = operation.slice(operation.indexOf(':') + 1), maxPages = Infinity } = request
  const seen = new Set<string>()
  let token: string | undefined
  for (let count = 1; ; count++) {
    const asked = token
    const page = await callPage(id ?? asked ?? 'first', () => send(asked))
    yield page
    if (!page.known) return
    const next = nextToken(page.value, seen, name)
    if (!next.known) return yield next
    if (next.value === undefined) return
    if (count >= maxPages) return yield failure('partial', `${name} has more pages`)
    token = next.value
    seen.add(token)
  }
}

/** Finds the token of the page after this one; undefined: it was the last. */
function nextToken(page: Page, seen: ReadonlySet<string>, name: string): Answer<string | undefined> {
  const { next, unreadableToken, truncated } = page
  if (unreadableToken !== null) return failure('malformed', unreadableToken)
  if (!(truncated ?? next !== undefined)) return { known: true, value: undefined }
  if (next !== undefined && !seen.has(next)) return { known: true, value: next }
  return failure(
    'malformed',
    truncated === undefined
      ? `${name} returned the same page twice`
      : `${name} returned a truncated page without a token for the next page`,
  )
}

/** Reads `NextToken` of an answer. One that cannot be read does not cost the items of the page. */
export const nextPage = (token: unknown): Page => tokenIn(token, 'NextToken')

/** The same for the services that name it `Marker`. */
export const nextMarker = (marker: unknown): Page => tokenIn(marker, 'Marker')

/** The same for the services that have another name for it. */
export function tokenIn(token: unknown, name: string): Page {
  const members = new Members()
  return { next: members.read(text, token, name), unreadableToken: members.wrong }
}

/** One page of a list of KMS. */
interface KmsPage<T> extends Page {
  items: T
  truncated: boolean
}

/** Makes a reader of pages whose list is this member of the answer. */
export const kmsPage =
  <T>(member: string, items: Read<T>) =>
  (answer: unknown): KmsPage<T> => {
    const { Truncated, NextMarker, [member]: all } = answered(answer)
    const members = new Members()
    const truncated = members.read(flag, Truncated, 'Truncated')
    const next = members.read(text, NextMarker, 'NextMarker')
    return {
      items: items(all, member),
      next,
      truncated: truncated ?? next !== undefined,
      unreadableToken: members.wrong,
    }
  }

/** The member of a request to KMS that asks for the page of a token. */
export const markedBy = (token: string | undefined): { Marker?: string } =>
  token === undefined ? {} : { Marker: token }

/** The same for the services that name it `NextToken`. */
export const tokenBy = (token: string | undefined): { NextToken?: string } =>
  token === undefined ? {} : { NextToken: token }

/** Joins the items of all pages of a list. Half of a list is no answer. */
export async function everyItem<T>(pages: AsyncIterable<Answer<KmsPage<T[]>>>): Promise<Answer<T[]>> {
  const all: T[] = []
  for await (const page of pages) {
    if (!page.known) return page
    all.push(...page.value.items)
  }
  return { known: true, value: all }
}
