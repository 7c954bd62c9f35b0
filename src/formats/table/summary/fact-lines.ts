import { paint } from '../../../lib/text/paint.ts'
import { wrap } from '../../../lib/text/width.ts'
import type { View } from '../../format.ts'
import { roomOf } from '../keys/fit.ts'

/** A label and what there is to say, side by side; on a terminal in as many lines as it takes. */
export function factLines(label: string, text: string, view: View): string {
  const [first = '', ...more] = view.terminal ? wrap(text, Math.max(20, roomOf(view) - INDENT)) : [text]
  const head = label.padEnd(INDENT)
  return [(view.color ? paint(head, 'bold') : head) + first, ...more.map(other => ' '.repeat(INDENT) + other)].join(
    '\n',
  )
}

/** Columns that the labels of facts take. */
export const INDENT = 'Incomplete  '.length
