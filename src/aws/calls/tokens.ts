import { Members, text } from '../answers/shape.ts'

/** The token of the next page, which only the last page lacks. */
export interface NextPage {
  next: string | undefined
  /** Why the token cannot be read. There may be a next page. */
  unreadableToken: string | null
}

/** Reads `NextToken` of an answer. One that cannot be read does not cost the items of the page. */
export function nextPage(token: unknown): NextPage {
  const members = new Members()
  return { next: members.toAnswer(text, token, 'NextToken'), unreadableToken: members.wrong }
}

/** The tokens of one list that is read page by page: one that comes again would lead round in a circle for ever. */
export class Tokens {
  #seen = new Set<string>()

  /** Whether a token leads to a page that has not been asked for. */
  leadsOn(token: string | undefined): token is string {
    if (token === undefined || this.#seen.has(token)) return false
    this.#seen.add(token)
    return true
  }
}
