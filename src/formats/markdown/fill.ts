import { countText } from '../../lib/text/numbers.ts'

/** Returns as many texts as fit into so many characters, and how many are left out. */
export function fill(texts: Iterable<string>, room: number): { text: string; count: number } {
  let text = ''
  let count = 0
  for (const each of texts) {
    if (text.length + each.length > room) break
    text += each
    count++
  }
  return { text, count }
}

/** Returns a sentence about what did not fit: `812 more keys are not shown here. Use -o csv for all of them.` */
export const leftOutSentence = (count: number, what: string, format: string): string =>
  count <= 0
    ? ''
    : `\n${countText(count)} more ${what}${count === 1 ? ' is' : 's are'} not shown here. Use \`-o ${format}\` for all of them.\n`
