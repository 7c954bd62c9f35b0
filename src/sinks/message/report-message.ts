import { resultRows } from '../../formats/diff/shared/summary-rows.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun, countText, moneyText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { kindOf } from '../../model/assessments/findings-report.ts'
import { type Finding, SEVERITIES } from '../../model/finding.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { isUnused } from '../../model/report/unused.ts'
import { minuteText } from '../../model/time.ts'
import { changeCautions } from './change-cautions.ts'
import { auditTitle, findingsTitle } from './title.ts'
import { reportCommand } from '../../model/report/report-command.ts'

/** What a short message says about a report. All texts are one line, without characters that hide or reorder text. */
export interface ReportMessage {
  /** `7 unused KMS keys, $9.00 a month; 2 unknown`, which is all that an SMS has. */
  title: string
  /** Label and text, in the order of their weight. */
  facts: readonly (readonly [label: string, text: string])[]
  /** The unused keys that cost the most: name, place and price. */
  keys: readonly string[]
  /** Number of unused keys beyond `keys`. */
  moreKeys: number
  /** What the reader must not take for granted. */
  cautions: readonly string[]
}

/** Keys that a message names. */
const MOST_KEYS = 10

/** Returns the content of a message about a report. Pure. */
export function reportMessage(report: Report, changes: ReportDiff | null): ReportMessage {
  const kind = kindOf(report)
  const unused = report.keys.filter(isUnused).toSorted(byPrice)
  const audited = kind === null ? keyFacts(report) : []
  return {
    title: kind === null ? auditTitle(report, unused.length) : findingsTitle(report, kind),
    facts: [...audited, ...findingFacts(report), ...changeFacts(changes), ['As of', timeText(report)]],
    keys: unused.slice(0, MOST_KEYS).map(keyText),
    moreKeys: Math.max(0, unused.length - MOST_KEYS),
    cautions: [...cautionsOf(report, unused.length), ...changeCautions(changes)],
  }
}

function keyFacts({ summary, savings, unused_days: days }: Report): [string, string][] {
  const { keys, in_use, stale, never, silent, unknown } = summary
  const counts = [
    [in_use, 'in use'],
    [stale, `unused for ${days} days`],
    [never, 'never used'],
    [silent, 'without a known use'],
    [summary.new, 'new'],
    [unknown, 'unknown'],
  ] as const
  const parts = counts.filter(([count]) => count > 0).map(([count, word]) => `${countText(count)} ${word}`)
  const { monthly_cost: cost, monthly_savings: monthly, annual_savings: annual, is_lower_bound: isLow } = savings
  const least = isLow ? 'at least ' : ''
  return [
    ['Keys', keys === 0 ? 'none' : `${countText(keys)}: ${parts.join(', ')}`],
    ['Cost', cost === null ? 'not known' : `${least}${moneyText(cost)} a month`],
    [
      'Possible savings',
      monthly === null || annual === null
        ? 'not known'
        : `${monthly === 0 ? '' : least}${moneyText(monthly)} a month, ${moneyText(annual)} a year`,
    ],
  ]
}

function findingFacts({ findings }: Report): [string, string][] {
  if (findings === undefined) return []
  const failed = findings.filter(({ status }) => status === 'fail')
  const undecided = findings.filter(({ status }) => status === 'unknown').length
  const parts = SEVERITIES.flatMap(severity => countOf(failed, severity))
  const known = parts.length === 0 ? 'none' : parts.join(', ')
  return [['Findings', undecided === 0 ? known : `${known}; ${countText(undecided)} could not be decided`]]
}

function countOf(findings: readonly Finding[], severity: Finding['severity']): string[] {
  const count = findings.filter(finding => finding.severity === severity).length
  return count === 0 ? [] : [`${countText(count)} ${severity}`]
}

const CHANGE_LABELS: Readonly<Record<string, string>> = {
  Changes: 'Changes',
  Findings: 'Findings since',
  Saved: 'Saved',
}

const changeFacts = (changes: ReportDiff | null): [string, string][] =>
  changes === null
    ? []
    : resultRows(changes).flatMap(([label, text]): [string, string][] => {
        const shown = CHANGE_LABELS[label]
        return shown === undefined ? [] : [[shown, safeText(text)]]
      })

const timeText = ({ generated_at }: Report): string => minuteText(Date.parse(generated_at))

const byPrice = (one: KeyRecord, other: KeyRecord): number => (other.cost.key ?? 0) - (one.cost.key ?? 0)

export function keyText({ aliases, key_id, account_id, region, cost }: KeyRecord): string {
  const [alias] = aliases ?? []
  const name = alias === undefined ? key_id : `${alias} (${key_id})`
  const price = cost.key === null ? 'price not known' : `${moneyText(cost.key)} a month`
  return safeText(`${name}, ${account_id} ${region}, ${price}`)
}

function cautionsOf(report: Report, unused: number): string[] {
  const { scope, gaps, keys } = report
  const unread = scope.places.filter(({ status }) => status === 'unreachable')
  const unknown = keys.filter(({ disposition }) => disposition === 'unknown').length
  const shown = unread.slice(0, 3).map(({ account_id, region }) => `${account_id} ${region}`)
  const more = unread.length > shown.length ? [`${unread.length - shown.length} more`] : []
  return [
    ...(unread.length === 0 ? [] : [`Not read: ${safeText(joinWithAnd([...shown, ...more]))}.`]),
    ...(unknown === 0 ? [] : [`The use of ${countNoun(unknown, 'key')} is not known.`]),
    ...(gaps.length === 0 ? [] : [`${countNoun(gaps.length, 'answer')} of AWS could not be read.`]),
    ...(unused === 0 ? [] : [notProof(report)]),
  ]
}

const notProof = (report: Report): string =>
  safeText(`Last use alone does not show that a key can be deleted: run ${reportCommand(report, 'retire', 'plan')}.`)
