/** One word for a POSIX shell, in quotation marks where it needs them. */
export const shellWord = (word: string): string =>
  NEEDS_NO_QUOTES.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

const NEEDS_NO_QUOTES = /^[\w@%+=:,./-]+$/
