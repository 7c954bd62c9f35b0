/** A line of a diff: of both texts, of the old one, or of the new one. */
export interface DiffLine {
  sign: ' ' | '-' | '+'
  text: string
}

/** Consecutive lines of a diff, with the numbers of their first lines, from 1. */
export interface Hunk {
  oldStart: number
  newStart: number
  lines: readonly DiffLine[]
}

/** Lines without a change before and after each change. */
const CONTEXT = 3

/** Returns what changes from one list of lines to another, as `diff -u` groups it. Empty: nothing. */
export function diffLines(before: readonly string[], after: readonly string[]): Hunk[] {
  const lines = allLines(before, after)
  const isNear = (at: number): boolean =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ sign }) => sign !== ' ')
  const hunks: (Hunk & { lines: DiffLine[] })[] = []
  let [oldLine, newLine, isOpen] = [1, 1, false]
  for (const [at, line] of lines.entries()) {
    const isShown = isNear(at)
    if (isShown && !isOpen) hunks.push({ oldStart: oldLine, newStart: newLine, lines: [] })
    if (isShown) hunks.at(-1)?.lines.push(line)
    isOpen = isShown
    if (line.sign !== '+') oldLine++
    if (line.sign !== '-') newLine++
  }
  return hunks
}

/** `@@ -12,6 +12,13 @@` */
export function hunkTitle({ oldStart, newStart, lines }: Hunk): string {
  const count = (other: DiffLine['sign']): number => lines.filter(({ sign }) => sign !== other).length
  return `@@ -${oldStart},${count('+')} +${newStart},${count('-')} @@`
}

function allLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const middle = changedLines(before.slice(start, before.length - end), after.slice(start, after.length - end))
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))]
}

const same = (texts: readonly string[]): DiffLine[] => texts.map(text => ({ sign: ' ', text }))

/** Keeps the longest sequence of lines that both lists have. Removed lines come before added ones. */
function changedLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const common = commonLengths(before, after)
  const lines: DiffLine[] = []
  let [from, to] = [0, 0]
  while (from < before.length || to < after.length) {
    const [old, now] = [before[from], after[to]]
    if (old !== undefined && old === now) {
      lines.push({ sign: ' ', text: old })
      from++
      to++
    } else if (old !== undefined && (common[from + 1]?.[to] ?? 0) >= (common[from]?.[to + 1] ?? 0)) {
      lines.push({ sign: '-', text: old })
      from++
    } else {
      lines.push({ sign: '+', text: now ?? '' })
      to++
    }
  }
  return lines
}

/** The length of the longest common sequence of what follows each pair of lines. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => [...after.map(() => 0), 0])
  for (let from = before.length - 1; from >= 0; from--) {
    const [row = [], next = []] = [lengths[from], lengths[from + 1]]
    for (let to = after.length - 1; to >= 0; to--)
      row[to] = before[from] === after[to] ? (next[to + 1] ?? 0) + 1 : Math.max(next[to] ?? 0, row[to + 1] ?? 0)
  }
  return lengths
}
