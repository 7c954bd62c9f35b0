import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { Report } from '../../../model/report.ts'
import type { View } from '../../format.ts'
import { UNUSED_MARK } from '../../columns/cell-texts.ts'
import { lowerBound, perMonthAndYear } from './cost-text.ts'

/**
 * The answer in one or two sentences: how many keys are unused, and what deleting them saves. Null without keys, where
 * another sentence stands in place of the table. It spells `never` in lower case: the other word is Last Used's own.
 */
export function headline(report: Report, { columns }: Pick<View, 'columns'>): string | null {
  const { summary, savings } = report
  if (summary.keys === 0) return null
  if (report.scope.sources.length === 0)
    return `${countNoun(summary.keys, 'key')}. Last use was not checked (--source none).`
  if (savings.unused_key_count > 0) return `${unusedText(report, columns)} ${savingsText(report)} ${CAUTION}`
  if (summary.unknown > 0)
    return `No key is known to be unused, but the last use of ${summary.unknown} of ${countNoun(summary.keys, 'key')} is unknown.`
  return `No unused keys found (${countNoun(summary.keys, 'key')} audited).`
}

function unusedText({ summary, savings, unused_days }: Report, columns: View['columns']): string {
  const { unused_key_count: unused } = savings
  const verb = unused === 1 ? 'is' : 'are'
  const isMarked = columns === undefined || columns.includes('Disposition')
  const mark = isMarked ? ` (marked ${UNUSED_MARK.trim()})` : ''
  return `${countText(unused)} of ${countNoun(summary.keys, 'key')} ${verb} unused${mark}: no use recorded for ${unused_days} days or more.`
}

/** AWS says that last use alone must not decide a deletion; attached volumes are its own example. */
const CAUTION = 'Last use alone is not proof: EBS, for example, calls KMS only when a volume is attached.'

/** Disabling is what people try first, and the bill stays the same. */
function savingsText(report: Report): string {
  const { monthly_savings: monthly, annual_savings: annual, unused_key_count: unused } = report.savings
  const them = unused === 1 ? 'it' : 'them'
  if (monthly === null || annual === null)
    return `What deleting ${them} saves is unknown: no prices are known for these keys (--price-per-key sets one).`
  return `Deleting ${them} saves ${lowerBound(report)}${perMonthAndYear(monthly, annual)} and cannot be undone; disabling saves nothing.`
}
