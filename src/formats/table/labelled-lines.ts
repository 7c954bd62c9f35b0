import { paint } from '../../lib/text/paint.ts'
import { wrapColumns } from '../../lib/text/wrap-columns.ts'
import type { View } from '../format.ts'
import { usableWidth } from './terminal.ts'

/** A label and what there is to say, side by side; on a terminal in as many lines as it takes. */
export function labelledLines(label: string, text: string, view: View): string {
  const [first = '', ...more] = view.terminal
    ? wrapColumns(text, Math.max(20, usableWidth(view) - LABEL_WIDTH))
    : [text]
  const head = label.padEnd(LABEL_WIDTH)
  return [
    (view.color ? paint(head, 'bold') : head) + first,
    ...more.map(other => ' '.repeat(LABEL_WIDTH) + other),
  ].join('\n')
}

/** Columns that the labels of facts take. */
export const LABEL_WIDTH = 'Incomplete  '.length
