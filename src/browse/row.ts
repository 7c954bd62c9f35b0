import { accountNamesOf, reportNamesOf, cellText, type Cell } from '../formats/columns/column.ts'
import { columnOf, type ColumnName } from '../formats/columns/index.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'

/** One key in the list. */
export interface Row {
  key: KeyRecord
  /** One cell for each column, safe to print. */
  cells: readonly string[]
  /** What a filter and a search look in: all cells, the ids and the names, in lower case. */
  text: string
}

/** One column of the list. */
export interface ListColumn {
  title: string
  align: 'left' | 'right'
  /** Columns of the terminal that it needs. */
  width: number
  /** The first to be left out on a narrow terminal has the highest number. 0: always shown. */
  expendable: number
  /** What the list is sorted by. Keys with an empty cell come last. */
  rank(key: KeyRecord): Cell
  text(key: KeyRecord): string
}

/** The columns of the list, for a report. */
export function listColumns(report: Report): readonly ListColumn[] {
  const names = reportNamesOf(report)
  const from = (name: ColumnName, rest: Pick<ListColumn, 'title' | 'width' | 'expendable'>): ListColumn => {
    const column = columnOf(name)
    const text = (key: KeyRecord): string => cellText(column, key, names)
    return { align: column.align ?? 'left', rank: column.rank ?? column.value, text, ...rest }
  }
  return [
    { title: 'Key', align: 'left', width: 20, expendable: 0, rank: nameOf, text: key => safeText(nameOf(key)) },
    from('Region', { title: 'Region', width: 14, expendable: 3 }),
    {
      ...from('AccountId', { title: 'Account', width: 12, expendable: 6 }),
      text: ({ account_id: id }) => safeText(id),
    },
    from('Disposition', { title: 'Verdict', width: 9, expendable: 1 }),
    from('LastUsed', { title: 'Last Used', width: 20, expendable: 2 }),
    from('MonthlyUsage', { title: 'Requests', width: 10, expendable: 5 }),
    from('MonthlyCost', { title: '$/Month', width: 8, expendable: 4 }),
    {
      title: 'Findings',
      align: 'right',
      width: 8,
      expendable: 4,
      rank: key => (report.findings === undefined ? null : key.findings.length),
      text: key => (report.findings === undefined ? '' : String(key.findings.length)),
    },
  ]
}

/** The first alias, or the id of a key without one. */
const nameOf = ({ aliases: [alias], key_id: id }: KeyRecord): string => alias ?? id

/** Returns a row for each key of a report, in the order of the report. */
export function rowsOf(report: Report, columns: readonly ListColumn[]): Row[] {
  const accounts = accountNamesOf(report)
  return report.keys.map(key => {
    const cells = columns.map(({ text }) => text(key))
    const names = [key.key_arn, ...key.aliases, key.description ?? '', accounts.get(key.account_id) ?? '']
    const text = [...cells, ...names.map(safeText), ...key.findings, ...tagTexts(key)].join('\n').toLowerCase()
    return { key, cells, text }
  })
}

const tagTexts = ({ tags }: KeyRecord): string[] => (tags ?? []).map(tag => safeText(`${tag.TagKey}=${tag.TagValue}`))
