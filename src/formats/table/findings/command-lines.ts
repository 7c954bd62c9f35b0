/**
 * The commands of a remedy, one on each line. A line that ends in `&&` continues on the next, so that they can be pasted
 * together; an `&&` inside quotes is part of a value.
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
