/** Limits how many texts are kept in sets, over all sets together, so that memory is limited for any events. */
export class Budget {
  #left: number

  constructor(entries: number) {
    this.#left = entries
  }

  /** Takes one entry. False: no more are kept. */
  take(): boolean {
    if (this.#left === 0) return false
    this.#left--
    return true
  }
}
