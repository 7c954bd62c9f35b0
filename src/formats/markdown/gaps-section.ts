import { groupBy } from '../../lib/group-by.ts'
import { codeSpan, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import type { GapRecord, Report } from '../../model/report/report.ts'
import { fill, leftOutSentence } from './fill.ts'
import { MARKUP } from './limits.ts'
import { awsName } from './key-cells.ts'

/** What could not be read: one row for each operation, reason, account and Region. */
export function gapsSection({ gaps }: Report, room: number): string {
  if (gaps.length === 0) return ''
  const heading = `\n### What could not be read\n\n${countNoun(gaps.length, 'gap')}. A key whose use could not be read is unknown, not unused.\n\n`
  const beginning = tableHead(['Operation', 'Reason', 'Account', 'Region', '>Keys', 'Message'])
  const groups = groupBy(gaps, ({ operation, reason, account_id, region }) =>
    JSON.stringify([operation, reason, account_id, region]),
  )
  const { text, count } = fill(groups.slice(0, MOST).map(gapRow), room - heading.length - beginning.length - MARKUP)
  if (count === 0) return `${heading}${leftOutSentence(groups.length, 'row', 'json').trimStart()}`
  return `${heading}${beginning}${text}${leftOutSentence(groups.length - count, 'row', 'json')}`
}

const MOST = 20
/** Characters of a message of AWS. */
const MESSAGE = 160

function gapRow(gaps: readonly GapRecord[]): string {
  const [first] = gaps
  if (first === undefined) return ''
  const keys = gaps.filter(({ key_id }) => key_id !== null).length
  return tableRow([
    codeSpan(first.operation, MESSAGE),
    first.reason.replace('_', ' '),
    codeSpan(first.account_id, MESSAGE),
    first.region === null ? '' : awsName(first.region),
    keys === 0 ? '' : countText(keys),
    proseWithCode(first.message, MESSAGE),
  ])
}
