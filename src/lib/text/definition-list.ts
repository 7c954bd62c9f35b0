import { wrap } from './wrap.ts'

/** A term, indented as it is to be printed, and the text that explains it. */
export type Definition = readonly [term: string, text: string]

/** Below this width the text gets lines of its own: beside the terms it would be a narrow strip. */
const NARROW_WIDTH = 80
const GAP = 2
const INDENT = 10

/** Columns that the terms take when texts are printed beside them. Lists that share it line up. */
export const termWidth = (definitions: readonly Definition[]): number =>
  Math.max(0, ...definitions.map(([term]) => term.length)) + GAP

/**
 * Prints terms with their texts, as in the help of a command: beside each other, or the text below its term where the
 * terminal is narrow. No line is longer than `width`, unless a single word is.
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
