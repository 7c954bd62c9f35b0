/** Returns what a user typed, in quotes, on one line and at most 60 characters long. */
export function quoted(word: string): string {
  const visible = word.replace(/\p{C}/gu, '\u{fffd}')
  return `'${visible.length > 60 ? `${visible.slice(0, 60)}…` : visible}'`
}
