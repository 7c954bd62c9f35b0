/** The text is not an object of JSON whose list has objects alone. It must be read as a whole. */
export class NotSplittable extends Error {
  override name = 'NotSplittable'
}

/**
 * Splits the text of a JSON object, given in pieces, into the objects of one of its lists and the rest. So a document
 * whose list fills hundreds of megabytes is never in memory as a whole. Only brackets and strings are looked at: the
 * parts must be parsed to find out whether they are JSON.
 */
export class ListSplitter {
  readonly #onItem: (text: string) => void
  readonly #name: RegExp
  /** What is not in the list. */
  readonly #rest: Buffer[] = []
  /** The beginning of an item that began in an earlier piece. */
  #begun: Buffer[] = []
  #depth = 0
  #isInString = false
  #isEscaped = false
  #isInList = false
  #wasFound = false

  /** @param name of the list, a field of the object, without characters that JSON escapes */
  constructor(name: string, onItem: (text: string) => void) {
    this.#name = new RegExp(String.raw`(?:^|[^\\])"${name}"\s*:\s*$`)
    this.#onItem = onItem
  }

  /** Takes the next piece. The buffer must not change afterwards. */
  push(piece: Buffer): void {
    let from = 0
    // Local variables: most bytes are in strings, and fields take twice as long.
    let isInString = this.#isInString
    let isEscaped = this.#isEscaped
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] as number
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) isInString = false
      } else if (byte === QUOTE) isInString = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) from = this.#open(byte, piece, from, at)
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) from = this.#close(byte, piece, from, at)
      else if (this.#isInList && this.#depth === IN_LIST && byte > SPACE && byte !== COMMA) throw new NotSplittable()
    }
    this.#isInString = isInString
    this.#isEscaped = isEscaped
    if (!this.#isInList) this.#rest.push(piece.subarray(from))
    else if (this.#depth > IN_LIST) this.#begun.push(piece.subarray(from))
  }

  /** Returns the text of the object with an empty list. */
  end(): Buffer {
    if (this.#depth !== 0 || !this.#wasFound) throw new NotSplittable()
    return Buffer.concat(this.#rest)
  }

  /** Returns where the part begins that is not taken yet. */
  #open(byte: number, piece: Buffer, from: number, at: number): number {
    this.#depth += 1
    if (this.#isInList) return this.#depth === IN_LIST + 1 ? this.#beginItem(byte, at) : from
    if (byte !== OPEN_BRACKET || this.#depth !== IN_LIST || !this.#endsWithName(piece.subarray(from, at))) return from
    if (this.#wasFound) throw new NotSplittable()
    this.#rest.push(piece.subarray(from, at + 1))
    this.#isInList = this.#wasFound = true
    return at + 1
  }

  #beginItem(byte: number, at: number): number {
    if (byte !== OPEN_BRACE) throw new NotSplittable()
    return at
  }

  #close(byte: number, piece: Buffer, from: number, at: number): number {
    this.#depth -= 1
    if (!this.#isInList || this.#depth > IN_LIST) return from
    if (this.#depth < IN_LIST) {
      this.#isInList = false
      return at
    }
    if (byte !== CLOSE_BRACE) throw new NotSplittable()
    const end = piece.subarray(from, at + 1)
    this.#onItem((this.#begun.length === 0 ? end : Buffer.concat([...this.#begun, end])).toString('utf8'))
    this.#begun = []
    return at + 1
  }

  /** Whether the text before a bracket is the name of the list. The name may lie in earlier pieces. */
  #endsWithName(end: Buffer): boolean {
    let text = end.subarray(-LONGEST_NAME).toString('latin1')
    for (let index = this.#rest.length - 1; index >= 0 && text.length < LONGEST_NAME; index--)
      text = `${this.#rest[index]?.subarray(-LONGEST_NAME).toString('latin1') ?? ''}${text}`
    return this.#name.test(text)
  }
}

/** The depth inside the list: the object, and the list. */
const IN_LIST = 2
const LONGEST_NAME = 100

const [SPACE, QUOTE, COMMA, OPEN_BRACKET, BACKSLASH, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [
  0x20, 0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d,
] as const
