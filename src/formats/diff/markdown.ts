import { codeSpan, collapsible, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { Format } from '../format.ts'
import { fill, leftOutSentence } from '../markdown/fill.ts'
import { DETAIL, MARKUP, WORST } from '../markdown/limits.ts'
import { type Change, changesByKind, detailsOf, isFindingChange } from './shared/change-lines.ts'
import { keyNames } from './shared/key-name.ts'
import { KIND_TITLES } from './shared/kind-titles.ts'
import { resultRows, type SummaryRow, unknownRows } from './shared/summary-rows.ts'

const markdown: Format<ReportDiff> = {
  title: 'the differences for pull requests and tickets, long lists folded',
  *render(diff) {
    const head = `## AWS KMS keys: what changed\n\n${summaryTable(resultRows(diff))}`
    const unknown = unknownSection(unknownRows(diff))
    yield head + unknown
    let left = LIMIT - head.length - unknown.length
    for (const group of changesByKind(diff)) {
      const section = kindSection(group, keyNames(diff), left)
      left -= section.length
      yield section
    }
  },
}

export default markdown

/** Characters. GitHub accepts 65,536 in a comment or a description; a template may add a few. */
const LIMIT = 64_000

const summaryTable = (rows: readonly SummaryRow[]): string =>
  tableHead(['What', 'Result']) + rows.map(([label, text]) => tableRow([label, proseWithCode(text, DETAIL)])).join('')

/** Gaps are as plain as results, so they come before the differences. */
function unknownSection(rows: readonly SummaryRow[]): string {
  if (rows.length === 0) return ''
  const { text, count } = fill(
    rows.map(([label, words]) => `- ${label}: ${proseWithCode(words, DETAIL)}\n`),
    ROOM_OF_GAPS,
  )
  return `\n### Not compared\n\n${text}${leftOutSentence(rows.length - count, 'reason', 'json')}`
}

const ROOM_OF_GAPS = 8000

/** One kind of difference: a table, which is closed at first if it is long. */
function kindSection(group: readonly Change[], nameOf: (change: Change) => string, left: number): string {
  const kind = group[0]?.change
  if (kind === undefined || left < MARKUP * 2) return ''
  const title = KIND_TITLES[kind].replace(/^./, first => first.toUpperCase())
  const head = tableHead(['Key', 'What changed'])
  const { text, count } = fill(rowsOf(group, nameOf), left - head.length - MARKUP)
  const table = `${head}${text}${leftOutSentence(group.length - count, 'difference', 'json')}`
  const heading = `${title} (${countText(group.length)})`
  return group.length > WORST ? `\n${collapsible(heading, table)}` : `\n### ${heading}\n\n${table}`
}

function* rowsOf(group: readonly Change[], nameOf: (change: Change) => string): Generator<string> {
  for (const one of group) {
    const details = detailsOf(one).map(text => proseWithCode(text, DETAIL))
    const lead = isFindingChange(one) ? [`${one.severity} ${codeSpan(one.check)}`] : []
    yield tableRow([codeSpan(nameOf(one)), [...lead, ...details].join('<br>')])
  }
}
