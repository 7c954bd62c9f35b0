import type { Format, View } from '../format.ts'
import { usableWidth } from '../table/terminal.ts'
import { ASCII, UNICODE } from './charset.ts'
import { keySheet } from './key-sheet.ts'
import { sheetText } from './sheet-text.ts'

/** A pipe or a file has no width. Most people read in 80 columns. */
const PIPED_WIDTH = 79
/** Longer lines are hard to read. */
const WIDEST = 110

const table: Format = {
  title: 'one screen of text',
  *render(report, view) {
    const width = view.terminal ? Math.min(WIDEST, usableWidth(view)) : PIPED_WIDTH
    yield* sheetText(keySheet(report, { charset: charsetOf(view), width: width - 2, rerun: view.rerun }), {
      width,
      view,
    })
  },
}

export default table

const charsetOf = ({ terminal, unicode }: View) => (terminal && unicode ? UNICODE : ASCII)
