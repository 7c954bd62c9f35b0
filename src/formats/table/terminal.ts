import type { Ellipsis } from '../../lib/text/cut.ts'
import type { View } from '../format.ts'

/** Terminal columns between two columns of a table. */
export const COLUMN_GAP = 2

/**
 * The terminal columns that text may fill. A terminal that does not report its width has 80. The last one stays empty,
 * because text in it makes some terminals begin a new line.
 */
export const usableWidth = ({ width }: View): number => Math.max(1, (width > 0 ? width : 80) - 1)

/** The mark for text that was cut off: one character where the terminal shows more than ASCII. */
export const ellipsisFor = ({ terminal, unicode }: View): Ellipsis => (terminal && unicode ? '…' : '...')
