import { countNoun } from '../../lib/text/numbers.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { QuotaRecord, QuotasAssessment, UsageStatus } from '../../model/assessments/quotas.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { gapsText } from '../table/summary/gaps-text.ts'
import { isShown } from './shown-quotas.ts'
import { failedText, ratesText, windowText } from './texts.ts'

interface SummaryView extends View {
  /** Titles of the columns that do not fit. */
  hidden: readonly string[]
  /** No quota has a row. */
  isEmpty: boolean
}

/** What the rows do not say: the window, what the rates are, what is left out, and what could not be read. */
export function* summaryLines(whole: QuotasAssessment, view: SummaryView): Generator<string> {
  const { window, quotas, scope } = whole
  const lines: (readonly [label: string, text: string | null])[] = [
    ['Window', windowText(window)],
    ['Rates', ratesText(window)],
    ['Throttled', unthrottledText(quotas)],
    ['*', quotas.some(({ source }) => source === 'assumed_default') ? ASSUMED : null],
    ['Not used', unusedText(quotas)],
    ['No data', noDataText(quotas, scope.places.length)],
    ...failedLines(whole.failed_calls),
    ['Incomplete', gapsText(findingsReport(whole), view)],
    ['Not shown', view.hidden.length === 0 ? null : `${view.hidden.join(', ')}. Widen the terminal or use -o csv.`],
  ]
  if (!view.isEmpty) yield '\n'
  for (const [label, text] of lines) if (text !== null) yield `${labelledLines(label, text, view)}\n`
}

const ASSUMED = 'the default quota: the quota of this account could not be read, and may be another one'

function unusedText(quotas: readonly QuotaRecord[]): string | null {
  const unused = quotas.filter(quota => quota.status === 'measured' && !isShown(quota)).length
  const unmetered = withStatus(quotas, 'no_metric')
  const parts = [
    ...(unused === 0 ? [] : [`${countNoun(unused, 'quota')} without calls`]),
    ...(unmetered === 0 ? [] : [`${countNoun(unmetered, 'quota')} without a usage metric, which cannot be measured`]),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

const withStatus = (quotas: readonly QuotaRecord[], wanted: UsageStatus): number =>
  quotas.filter(({ status }) => status === wanted).length

function noDataText(quotas: readonly QuotaRecord[], all: number): string | null {
  const silent = quotas.filter(({ status }) => status === 'no_data')
  const places = new Map(silent.map(({ account_id, region }) => [`${account_id} ${region}`, region]))
  if (places.size === 0) return null
  const where = places.size > 5 || all === 1 ? countNoun(places.size, 'Region') : [...places.values()].join(', ')
  return `CloudWatch has no usage of KMS in ${where}: there were no calls, or AWS does not measure them there`
}

function unthrottledText(quotas: readonly QuotaRecord[]): string | null {
  const silent = quotas.filter(quota => isShown(quota) && quota.throttle_status === 'no_data')
  const regions = [...new Set(silent.map(({ region }) => region))]
  if (regions.length === 0) return null
  const where = regions.length > MOST_PLACES ? countNoun(regions.length, 'Region') : regions.join(', ')
  return `- means not known: CloudWatch has no throttled calls of KMS in ${where}, and AWS may not count them`
}

/** Places with failed calls that have a line of their own. */
const MOST_PLACES = 5

function failedLines(all: QuotasAssessment['failed_calls']): (readonly [label: string, text: string])[] {
  if (all === null) return [['Failures', 'not read: add --errors to count failed calls']]
  const lines = all.slice(0, MOST_PLACES).map((one, index) => [index === 0 ? 'Failures' : '', failedText(one)] as const)
  const rest = all.length - lines.length
  return rest === 0 ? lines : [...lines, ['', `and ${countNoun(rest, 'more Region')}: use -o json`]]
}
