/** Whether objects, with a comma between each two, fill the bytes from a start to a stop. */
export function areWholeObjects(bytes: Buffer, start: number, stop: number): boolean {
  const lastQuote = bytes.lastIndexOf(QUOTE)
  let at = start
  while (at < stop) {
    const end = endOfObject(bytes, at, lastQuote)
    if (end === stop) return true
    if (end === -1 || bytes[end] !== COMMA) return false
    at = end + 1
  }
  return start === stop
}

/** Returns the position after an object, or -1. Looks only at what ends and nests things. */
function endOfObject(bytes: Buffer, start: number, lastQuote: number): number {
  if (bytes[start] !== OPEN_BRACE) return -1
  let depth = 1
  let at = start + 1
  while (depth > 0) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      at = endOfText(bytes, at + 1, lastQuote)
      if (at === -1) return -1
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--
    else if (byte === undefined || OUTSIDE_TEXTS[byte] !== 1) return -1
    at++
  }
  return at
}

/** Returns where the quote is that ends a text, or -1. There is no quote after the last one. */
function endOfText(bytes: Buffer, start: number, lastQuote: number): number {
  for (let at = start; at <= lastQuote; at++) {
    while (bytes[at] !== QUOTE) at++
    if (bytes[at - 1] !== BACKSLASH || !isEscaped(bytes, at)) return at
  }
  return -1
}

/** Whether an odd number of backslashes is before a quote. */
function isEscaped(bytes: Buffer, quote: number): boolean {
  let at = quote - 1
  while (bytes[at] === BACKSLASH) at--
  return (quote - at) % 2 === 0
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d]

/** What JSON has outside of texts, besides braces, brackets and quotes. */
const OUTSIDE_TEXTS = new Uint8Array(256)
for (const character of ' \t\r\n,:-+.0123456789eEtruefalsn') OUTSIDE_TEXTS[character.charCodeAt(0)] = 1
