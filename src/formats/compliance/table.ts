import { groupBy } from '../../lib/group-by.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import type { ComplianceAssessment } from '../../model/assessments/compliance.ts'
import type { Format, View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { frameFor } from '../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'
import { isOpen, rateText } from './kind-words.ts'
import { openRows } from './open-rows.ts'
import { type TypeRow, typeRows } from './type-rows.ts'

const table: Format<ComplianceAssessment> = {
  title: 'a line for each type of resources, then what is not encrypted as required and how to fix it',
  *render(whole, view) {
    const rows = typeRows(whole)
    if (rows.length > 0) {
      const all = COLUMNS.map(column => withWidth(column, rows))
      const columns = view.terminal ? fitting(all, usableWidth(view)) : all
      yield* drawTable(columns, rows, view, frameFor(columns, view))
      yield '\n'
      const hidden = all.filter(column => !columns.includes(column)).map(({ title }) => title)
      if (hidden.length > 0)
        yield `${labelledLines('Not shown', `${hidden.join(', ')}. Widen the terminal.`, view)}\n\n`
    }
    yield* openRows(whole, view)
    yield* summaryLines(whole, view)
  },
}

export default table

type TypeColumn = Pick<DrawnColumn, 'title'> & { text(row: TypeRow): string }

const COLUMNS: readonly TypeColumn[] = [
  { title: 'Type', text: ({ title }) => title },
  { title: 'Total', text: ({ counts, isPartial }) => `${isPartial ? '>= ' : ''}${countText(counts.total)}` },
  { title: 'None', text: ({ counts }) => countText(counts.key_kinds.none) },
  { title: 'AWS owned', text: ({ counts }) => countText(counts.key_kinds.aws_owned) },
  { title: 'AWS managed', text: ({ counts }) => countText(counts.key_kinds.aws_managed) },
  { title: 'Customer', text: ({ counts }) => countText(counts.key_kinds.customer_managed) },
  { title: 'Other account', text: ({ counts }) => countText(counts.key_kinds.other_account) },
  { title: 'Unknown', text: ({ counts }) => countText(counts.key_kinds.unknown) },
  { title: 'Compliant', text: ({ counts }) => rateText(counts) },
]

const LEAST_IMPORTANT = ['Other account', 'AWS owned', 'AWS managed', 'Customer', 'Unknown', 'None']

/** Leaves out columns until the others fit, the least important one first. */
function fitting(columns: readonly DrawnColumn<TypeRow>[], room: number): readonly DrawnColumn<TypeRow>[] {
  let left = columns
  for (const title of LEAST_IMPORTANT) {
    if (left.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP) <= room) break
    left = left.filter(column => column.title !== title)
  }
  return left
}

const withWidth = (column: TypeColumn, rows: readonly TypeRow[]): DrawnColumn<TypeRow> => ({
  ...column,
  align: column.title === 'Type' ? 'left' : 'right',
  width: Math.max(...[column.title, ...rows.map(column.text)].map(displayWidth)),
  style: ({ counts }) => (column.title === 'Compliant' && counts.non_compliant > 0 ? 'red' : undefined),
})

function* summaryLines({ summary, resources, ebs_defaults: defaults, types, gaps }: ComplianceAssessment, view: View) {
  const open = resources.filter(isOpen).length
  const rate = summary.rate === null ? '' : `, ${rateText(summary)} compliant`
  yield `${labelledLines('Resources', `${countNoun(summary.total, 'resource')}, ${countText(open)} not compliant or not known${rate}`, view)}\n`
  if (defaults.length > 0) yield `${labelledLines('EBS', defaultsText(defaults), view)}\n`
  const buckets = bucketsText(resources)
  if (buckets !== null) yield `${labelledLines('Buckets', buckets, view)}\n`
  const notJudged = types.filter(type => type.not_judged !== null)
  if (notJudged.length > 0)
    yield `${labelledLines('Not judged', `${countNoun(notJudged.length, 'type')}; -o json has the reasons`, view)}\n`
  for (const group of groupBy(gaps, ({ operation, message }) => `${operation}: ${message}`)) {
    const where = group.map(({ account_id, region }) => `${account_id} ${region ?? ''}`.trim()).join(', ')
    yield `${labelledLines('Incomplete', safeText(`${group[0]?.operation}: ${group[0]?.message} (${where})`), view)}\n`
  }
}

/** `3 insecure, 1 secure`. Null: no bucket has a customer managed key. */
function bucketsText(resources: ComplianceAssessment['resources']): string | null {
  const parts = (['insecure', 'unknown', 'secure'] as const).flatMap(status => {
    const count = resources.filter(one => one.kms_security_status === status).length
    return count === 0 ? [] : [`${countText(count)} ${status}`]
  })
  return parts.length === 0 ? null : `${parts.join(', ')}, by the findings of the keys`
}

function defaultsText(defaults: ComplianceAssessment['ebs_defaults']): string {
  const regions = (wanted: boolean | null): string[] =>
    defaults.filter(one => one.encryption_by_default === wanted).map(one => one.region)
  const parts = (
    [
      ['on', true],
      ['off', false],
      ['unknown', null],
    ] as const
  ).flatMap(([word, wanted]) => {
    const found = regions(wanted)
    return found.length === 0 ? [] : [`${word} in ${[...new Set(found)].join(', ')}`]
  })
  return `the encryption of new volumes by default is ${parts.join('; ')}`
}
