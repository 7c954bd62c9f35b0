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
