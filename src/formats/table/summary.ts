import type { Report } from '../../model/report.ts'
import type { View } from '../format.ts'
import { factLines } from './fact-lines.ts'
import { costText, savingsText } from './money.ts'
import { gapsText, whereText } from './places.ts'
import { unverifiedText } from './unverified.ts'

/** What stands below the table: a fact a line. It spells `never` in lower case: the other word is Last Used's own. */
export function summarize(report: Report, view: View, hidden: readonly string[]): string {
  const lines = factsOf(report, hidden).map(([label, text]) => factLines(label, text, view))
  return `${lines.join('\n')}\n`
}

/** Instead of a table without rows. */
export function emptyText({ scope, summary }: Report): string {
  if (summary.keys > 0) return `No keys to show: none of the ${summary.keys} is of the kind asked for.\n`
  const kind = { customer: 'customer managed keys', aws: 'AWS managed keys', all: 'keys' }[scope.manager]
  const answered = scope.places.every(({ status }) => status === 'complete')
  return answered ? `No ${kind} found.\n` : `No ${kind} found where the audit could look.\n`
}

type Fact = [label: string, text: string]

function factsOf(report: Report, hidden: readonly string[]): Fact[] {
  const gaps = gapsText(report)
  const unverified = unverifiedText(report.keys)
  return [
    ['Keys', keysText(report)],
    ...(report.summary.keys === 0 ? [] : usageFacts(report)),
    ['Cost', costText(report)],
    ...(isUsageKnown(report) ? [['Savings', savingsText(report)] satisfies Fact] : []),
    ...(report.savings.unused_key_count === 0 ? [] : [['Caution', CAUTION] satisfies Fact]),
    ...(unverified === null ? [] : [['Unverified', unverified] satisfies Fact]),
    ...(gaps === null ? [] : [['Incomplete', gaps] satisfies Fact]),
    ...(hidden.length === 0
      ? []
      : [['Not shown', `${hidden.join(', ')}. Widen the terminal or use -o csv.`] satisfies Fact]),
  ]
}

const CAUTION = 'last use alone must not decide a deletion: an attached EBS volume calls KMS only when it is attached'

const isUsageKnown = ({ scope }: Report): boolean => scope.sources.length > 0

function keysText(report: Report): string {
  const { keys, summary } = report
  const parts = [
    ...(keys.length < summary.keys ? [`${keys.length} shown`] : []),
    ...(summary.pending_deletion > 0 ? [`${summary.pending_deletion} pending deletion`] : []),
    ...(summary.unreadable > 0 ? [`${summary.unreadable} unreadable`] : []),
  ]
  const notes = parts.length > 0 ? ` (${parts.join(', ')})` : ''
  return `${summary.keys}${notes} in ${whereText(report.scope.places)}, as of ${timeText(report.generated_at)}`
}

/** `2026-11-20T14:30:22Z` as people read it. */
const timeText = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

function usageFacts(report: Report): Fact[] {
  const { summary, savings, unused_days } = report
  if (!isUsageKnown(report)) return [['Last use', 'not asked for (--source none)']]
  const counts = WORDS.filter(([name]) => summary[name] > 0).map(([name, word]) => `${summary[name]} ${word}`)
  return [
    ['Last use', counts.join(', ')],
    ['Unused', unusedText(savings.unused_key_count, unused_days)],
  ]
}

const unusedText = (count: number, days: number): string =>
  count === 0
    ? `no customer managed key is known to have been without use for ${days} days`
    : `${count} customer managed (stale, never used or silent), no known use for ${days} days or more`

const WORDS = [
  ['in_use', 'in use'],
  ['stale', 'stale'],
  ['never', 'never used'],
  ['silent', 'silent'],
  ['new', 'new'],
  ['unknown', 'unknown'],
] as const
