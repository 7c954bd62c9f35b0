/**
 * Splits a remedy into lines, one command each. A line that ends in `&&` continues on the next, so all lines can be
 * pasted together. An `&&` inside quotes belongs to a value.
 */
export function commandLines(remedy: string): string[] {
  const lines: string[] = []
  let start = 0
  let quote = ''
  for (let at = 0; at < remedy.length; at++) {
    const character = remedy.charAt(at)
    if (quote !== '') {
      if (character === '\\' && quote === '"') at++
      else if (character === quote) quote = ''
    } else if (character === '\\') at++
    else if (character === "'" || character === '"') quote = character
    else if (remedy.startsWith(JOINT, at)) {
      lines.push(remedy.slice(start, at + JOINT.length).trimEnd())
      start = at + JOINT.length
      at = start - 1
    }
  }
  return [...lines, remedy.slice(start)]
}

const JOINT = ' && '
