import { wrap } from './wrap.ts'

/** A term with its indent, and the text that explains it. */
export type Definition = readonly [term: string, text: string]

/** In fewer columns the texts get lines of their own, because the space beside the terms is too narrow. */
const NARROW_WIDTH = 80
const GAP = 2
const INDENT = 10

/** Returns the columns of the terms if texts are beside them. Lists with the same value line up. */
export const termWidth = (definitions: readonly Definition[]): number =>
  Math.max(0, ...definitions.map(([term]) => term.length)) + GAP

/**
 * Returns terms with their texts, as in the help of a command: side by side, or the text below its term on a narrow
 * terminal. No line is longer than `width`, unless a single word is.
 */
export function definitionList(
  definitions: readonly Definition[],
  width: number,
  column: number = termWidth(definitions),
): string {
  const beside = width >= NARROW_WIDTH
  return definitions
    .flatMap(([term, text]) => {
      const lines = wrap(text, width - (beside ? column : INDENT))
      if (!beside) return [term, ...lines.map(line => ' '.repeat(INDENT) + line)]
      return lines.map((line, at) => (at === 0 ? term : '').padEnd(column) + line)
    })
    .map(line => `${line}\n`)
    .join('')
}
