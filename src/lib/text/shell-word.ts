/** Quotes a word for a POSIX shell, if it needs quotes. */
export const shellWord = (word: string): string =>
  NEEDS_NO_QUOTES.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

const NEEDS_NO_QUOTES = /^[\w@%+=:,./-]+$/
