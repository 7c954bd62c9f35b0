import { collapsible, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { isUnused } from '../../model/report/unused.ts'
import { fill, leftOutSentence } from './fill.ts'
import { type KeyColumn, keyColumns } from './key-cells.ts'
import { MARKUP, WORST } from './limits.ts'

/** The ten unused keys that cost most, and all keys in a part that is closed at first. */
export function keysSection(report: Report, room: number): string {
  const columns = keyColumns(report)
  const unused = report.keys.filter(isUnused).toSorted(costliestFirst)
  const worst =
    unused.length === 0
      ? ''
      : `\n### Unused keys\n\n${table(columns, unused.slice(0, WORST))}${moreText(unused.length)}`
  return worst + allKeys(report, columns, room - worst.length)
}

const moreText = (count: number): string => (count > WORST ? `\nThe ten of ${count} that cost most.\n` : '')

const costliestFirst = (one: KeyRecord, other: KeyRecord): number => (other.cost.key ?? 0) - (one.cost.key ?? 0)

function allKeys({ keys }: Report, columns: readonly KeyColumn[], room: number): string {
  if (keys.length === 0) return ''
  const beginning = tableHead(columns.map(({ title }) => title))
  const { text, count } = fill(rowsOf(columns, keys), room - beginning.length - MARKUP)
  const heading =
    count === keys.length ? `All ${countNoun(keys.length, 'key')}` : `${count} of ${countNoun(keys.length, 'key')}`
  if (count === 0) return leftOutSentence(keys.length, 'key', 'csv')
  return `\n${collapsible(heading, `${beginning}${text}${leftOutSentence(keys.length - count, 'key', 'csv')}`)}`
}

const table = (columns: readonly KeyColumn[], keys: readonly KeyRecord[]): string =>
  tableHead(columns.map(({ title }) => title)) + [...rowsOf(columns, keys)].join('')

function* rowsOf(columns: readonly KeyColumn[], keys: readonly KeyRecord[]): Generator<string> {
  for (const key of keys) yield tableRow(columns.map(({ cell }) => cell(key)))
}
