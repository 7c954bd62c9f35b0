import { countNoun, countText, moneyText } from '../../lib/text/numbers.ts'
import type { Report } from '../../model/report/report.ts'

/**
 * Returns the title of a message about an audit: `7 unused KMS keys, $9.00 a month; 2 unknown`. It says what is not known,
 * because some readers see nothing else.
 */
export function auditTitle(report: Report, unused: number): string {
  const { unknown } = report.summary
  const { monthly_savings: savings, is_lower_bound: isLow } = report.savings
  const open = [...(unknown === 0 ? [] : [`${countText(unknown)} unknown`]), ...unreadText(report)]
  const none = open.length === 0 ? 'No unused KMS keys' : 'No unused KMS keys found'
  const price = savings === null ? '' : `, ${isLow ? 'at least ' : ''}${moneyText(savings)} a month`
  return [unused === 0 ? none : countNoun(unused, 'unused KMS key') + price, ...open].join('; ')
}

/** Returns the title of a message about the findings of another command: `3 findings of secrets; 1 not decided`. */
export function findingsTitle(report: Report, kind: string): string {
  const count = (status: string): number => (report.findings ?? []).filter(each => each.status === status).length
  const undecided = count('unknown')
  const open = [...(undecided === 0 ? [] : [`${countText(undecided)} not decided`]), ...unreadText(report)]
  return [`${countNoun(count('fail'), 'finding')} of ${kind}`, ...open].join('; ')
}

/** `2 Regions not fully read`: keys of these can be missing. A Region of each account counts. */
function unreadText({ scope, gaps }: Report): string[] {
  const unread = new Set([
    ...scope.places
      .filter(({ status }) => status === 'unreachable')
      .map(({ account_id, region }) => placeText(account_id, region)),
    ...gaps
      .filter(({ operation }) => operation === 'kms:ListKeys')
      .map(({ account_id, region }) => placeText(account_id, region)),
  ])
  return unread.size === 0 ? [] : [`${countNoun(unread.size, 'Region')} not fully read`]
}

const placeText = (account: string, region: string | null): string => `${account}/${region}`
