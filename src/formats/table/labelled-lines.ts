import { paint } from '../../lib/text/paint.ts'
import { wrapColumns } from '../../lib/text/wrap-columns.ts'
import type { View } from '../format.ts'
import { usableWidth } from './terminal.ts'

/** Writes a label and its text side by side, wrapped to several lines on a terminal. */
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

/** Terminal columns of the labels. */
export const LABEL_WIDTH = 'Incomplete  '.length
