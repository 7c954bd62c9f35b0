import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { UNUSED_MARK } from '../../columns/cell-texts.ts'
import { lowerBound, perMonthAndYear } from './cost-text.ts'

/**
 * Returns the result in one or two sentences: how many keys are unused, and what deleting them saves. Null without
 * keys, because another sentence then replaces the table. `never` is in lower case, because `Never` is reserved for
 * Last Used.
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

/** AWS says that last use alone must not decide a deletion, and names attached volumes as the example. */
const CAUTION = 'Last use alone is not proof: EBS, for example, calls KMS only when a volume is attached.'

/** Also says that disabling saves nothing, because many users try that first. */
function savingsText(report: Report): string {
  const { monthly_savings: monthly, annual_savings: annual, unused_key_count: unused } = report.savings
  const them = unused === 1 ? 'it' : 'them'
  if (monthly === null || annual === null)
    return `What deleting ${them} saves is unknown: no prices are known for these keys (--price-per-key sets one).`
  return `Deleting ${them} saves ${lowerBound(report)}${perMonthAndYear(monthly, annual)} and cannot be undone; disabling saves nothing.`
}
