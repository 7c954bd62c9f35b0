import { countText } from '../../../lib/text/numbers.ts'
import { paint } from '../../../lib/text/paint.ts'
import { wrapColumns } from '../../../lib/text/wrap-columns.ts'
import { pad } from '../../../lib/text/cut.ts'
import type { Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { VERDICT_MEANINGS } from '../../report-text/verdict-meanings.ts'
import { LABEL_WIDTH } from '../labelled-lines.ts'
import { usableWidth } from '../terminal.ts'

/** Writes the number of keys and the meaning of each verdict that occurs, one line each, more on a narrow terminal. */
export function verdictLines(report: Report, view: View): string[] {
  const rows = VERDICT_MEANINGS.flatMap(([verdict, meaning]) => {
    const count = report.summary[verdict]
    return count === 0 ? [] : [{ count: countText(count), verdict, meaning: meaning(report.unused_days) }]
  })
  const countWidth = Math.max(...rows.map(({ count }) => count.length))
  const verdictWidth = Math.max(...rows.map(({ verdict }) => verdict.length))
  const indent = LABEL_WIDTH + countWidth + verdictWidth + 3
  return rows.flatMap(({ count, verdict, meaning }, row) => {
    const label = (row === 0 ? 'Verdicts' : '').padEnd(LABEL_WIDTH)
    const head = `${pad(count, countWidth, 'right')} ${verdict.padEnd(verdictWidth)}  `
    const [first = '', ...more] = view.terminal ? wrapColumns(meaning, usableWidth(view) - indent) : [meaning]
    return [
      (view.color && row === 0 ? paint(label, 'bold') : label) + head + first,
      ...more.map(line => ' '.repeat(indent) + line),
    ]
  })
}
