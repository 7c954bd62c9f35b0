/**
 * Returns the text of a file in UTF-8, or in UTF-16 if it has a byte order mark, as `>` of Windows PowerShell writes
 * it. The mark itself is removed. https://unicode.org/faq/utf_bom.html
 */
export function decodeText(bytes: Buffer): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2)
  if (first === 0xfe && second === 0xff) return swapBytes(bytes.subarray(2)).toString('utf16le')
  // A TextDecoder takes several times as long.
  return bytes.toString('utf8', first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0)
}

/** Whether a byte order mark marks the file as UTF-16, in either byte order. */
export const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/** Swaps the bytes of each character. Half a character at the end of a cut file is left out. */
const swapBytes = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
