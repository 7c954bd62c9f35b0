import { safeText } from '../lib/text/safe-text.ts'
import type { GapRecord, Report } from '../model/report/report.ts'

/** Whether a report has keys and describes none of them. Nothing that it says about them can be relied on. */
export const isNoKeyDescribed = ({ summary }: Pick<Report, 'summary'>): boolean =>
  summary.keys > 0 && summary.unreadable === summary.keys

/** Returns one line about such a report: the missing permissions, or else why the first key could not be described. */
export function undescribedKeysText({ gaps }: Pick<Report, 'gaps'>): string {
  const denied = OPERATIONS.filter(name => gaps.some(gap => gap.operation === name && gap.reason === 'denied'))
  if (!denied.includes('kms:DescribeKey')) return `No key could be described${whyText(gaps)}`
  const policies = 'in the IAM policy of these credentials and in the key policies'
  return `No key could be described. Allow ${denied.join(' and ')} ${policies}.`
}

const OPERATIONS = ['kms:DescribeKey', 'kms:GetKeyLastUsage']

function whyText(gaps: readonly GapRecord[]): string {
  const first = gaps.find(({ operation }) => operation === 'kms:DescribeKey')
  return first === undefined ? '.' : `: ${safeText(first.message).replace(/\.$/, '')}.`
}
