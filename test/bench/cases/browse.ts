import { frame } from '../../../src/browse/frame.ts'
import { press } from '../../../src/browse/press.ts'
import { listColumns, rowsOf } from '../../../src/browse/row.ts'
import { initialState, type Browsed } from '../../../src/browse/state.ts'
import type { Case } from '../case.ts'
import { median } from '../median.ts'
import { repeat } from '../repeat.ts'
import { auditedReport, withKeyCopies } from './saved-report.ts'

const KEYS = 10_000
const TYPED = 'us-east-1 key stale'
/** Each time is short, so that many are added up. */
const TIMES = 20

/** The time from a typed character to the lines of the screen, beside a bare loop that searches the same texts. */
export const browseCase: Case = {
  title: '10,000 keys in the terminal browser, filtered as typed',
  async run({ runs }) {
    const report = withKeyCopies(await auditedReport(), KEYS)
    const columns = listColumns(report)
    const browsed: Browsed = { columns, rows: rowsOf(report, columns), explain: () => [], markedFile: null }
    const pairs = await repeat(runs, async () => ({
      typed: timeOf(() => type(browsed)),
      bare: timeOf(() => bare(browsed)),
    }))
    const measured = median(pairs.map(({ typed }) => typed))
    const samples = pairs.map(({ typed, bare: bound }) => typed / bound)
    const bound = median(pairs.map(pair => pair.bare))
    const notes = ['bound: includes() for each word and key']
    return [
      { what: 'one typed character', unit: 'ms', measured, bound, ratio: median(samples), bar: 4, samples, notes },
    ]
  },
}

/** Milliseconds for each typed character. */
function timeOf(work: () => void): number {
  const started = performance.now()
  for (let time = 0; time < TIMES; time++) work()
  return (performance.now() - started) / TIMES / TYPED.length
}

function type(browsed: Browsed): void {
  let state = press(initialState(browsed, { columns: 100, rows: 40 }), browsed, { name: 'text', text: 'f' }).state
  for (const text of TYPED) {
    state = press(state, browsed, { name: 'text', text }).state
    frame(state, browsed, { color: true, ellipsis: '…' })
  }
}

function bare({ rows }: Browsed): void {
  for (let length = 1; length <= TYPED.length; length++) {
    const words = TYPED.slice(0, length).split(' ')
    let found = 0
    for (const { text } of rows) if (words.every(word => text.includes(word))) found++
    if (found > rows.length) throw new Error('more keys than there are')
  }
}
