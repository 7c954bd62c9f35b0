import { safeText } from '../../lib/text/safe-text.ts'
import { wrapWhole } from '../../lib/text/wrap-columns.ts'
import type { View } from '../format.ts'

/** Columns for text, also on a very narrow terminal. */
const LEAST = 20

/** Draws a text that may be broken. On a terminal, the lines after the first are indented under the text. */
export function* drawProse(text: string, view: View, indent = '', mark = ''): Generator<string> {
  const width = Math.max(LEAST, view.width - indent.length - mark.length)
  const lines = view.terminal ? wrapWhole(safeText(text), width) : [safeText(text)]
  for (const [index, line] of lines.entries()) yield `${indent}${index === 0 ? mark : ' '.repeat(mark.length)}${line}\n`
}
