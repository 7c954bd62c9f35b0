/**
 * The text of a file in UTF-8, or in UTF-16 where a byte order mark says so, as `>` of Windows PowerShell writes it.
 * The mark itself is left out. https://unicode.org/faq/utf_bom.html
 */
export function decodeText(bytes: Buffer): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2)
  if (first === 0xfe && second === 0xff) return swapBytes(bytes.subarray(2)).toString('utf16le')
  // Not by a TextDecoder: it takes several times as long.
  return bytes.toString('utf8', first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0)
}

/** Whether a byte order mark says that a file is in UTF-16, of either byte order. */
export const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** Half a character at the end of a file that was cut off is left out. */
const swapBytes = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
