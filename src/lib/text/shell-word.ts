/** One word for a POSIX shell, in quotation marks where it needs them. */
export const shellWord = (word: string): string => (PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

const PLAIN = /^[\w@%+=:,./-]+$/
