/**
 * The words of a section header, as a POSIX shell would split them: `profile 'acme prod'` is `profile` and `acme prod`.
 * Null: a quotation mark without its other half.
 */
export function shellWords(header: string): string[] | null {
  const words: string[] = []
  const rest = header.replace(WORD, word => {
    words.push(
      word.replace(PART, (part, single?: string, double?: string, escaped?: string) => {
        if (double !== undefined) return double.replace(/\\(["\\])/g, '$1')
        return single ?? escaped ?? part
      }),
    )
    return ''
  })
  return rest.trim() === '' ? words : null
}

const PARTS = String.raw`'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|[^\s'"\\]+`
const PART = new RegExp(PARTS, 'g')
const WORD = new RegExp(`(?:${PARTS})+`, 'g')
