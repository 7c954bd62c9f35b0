import { paint } from '../../lib/paint.ts'
import { wrap } from '../../lib/width.ts'
import type { Report } from '../../model/report.ts'
import type { View } from '../format.ts'
import { grouped } from '../columns/key-words.ts'
import { factLines } from './fact-lines.ts'
import { roomOf } from './fit.ts'
import { headline } from './headline.ts'
import { leftOutText } from './left-out.ts'
import { costText } from './money.ts'
import { nextStep } from './next-step.ts'
import { gapsText, whereText } from './places.ts'
import { unverifiedText } from './unverified.ts'

/** Below the table: the answer, the details, a fact a line, and what to do next. */
export function summarize(report: Report, view: View, notShown: readonly string[]): string {
  const answer = headline(report)
  const facts = factsOf(report, notShown).map(([label, text]) => factLines(label, text, view))
  const next = view.rerun === undefined ? null : nextStep(report, view.rerun)
  const parts = [
    ...(answer === null ? [] : [paragraph(answer, view)]),
    facts.join('\n'),
    // The command is one line, so that it can be copied.
    ...(next === null ? [] : [`${paragraph(`Next: ${next.why}`, view)}\n  ${next.command}`]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** As wide as the terminal, but not so wide that it is hard to read. */
function paragraph(text: string, view: View): string {
  const lines = view.terminal ? wrap(text, Math.min(roomOf(view), WIDEST)) : [text]
  return lines.map(line => (view.color ? paint(line, 'bold') : line)).join('\n')
}

const WIDEST = 100

/** Instead of a table without rows. */
export function emptyText(report: Report): string {
  const { scope, summary } = report
  if (summary.keys > 0) {
    const filter = scope.only === undefined ? 'the filter' : `--only ${scope.only.join(',')}`
    return `No keys match ${filter} (${summary.keys} ${summary.keys === 1 ? 'key' : 'keys'} scanned).\n`
  }
  const kind = { customer: 'customer managed keys', aws: 'AWS managed keys', all: 'keys' }[scope.manager]
  if (leftOutText(report) !== null) return `No ${kind} left to audit.\n`
  const answered = scope.places.every(({ status }) => status === 'complete')
  return answered ? `No ${kind} found.\n` : `No ${kind} found where the audit could look.\n`
}

type Fact = [label: string, text: string]

function factsOf(report: Report, notShown: readonly string[]): Fact[] {
  const { summary, savings, scope, keys } = report
  const isUsageKnown = scope.sources.length > 0 && summary.keys > 0
  const facts: (Fact | false)[] = [
    isUsageKnown && ['Last use', lastUseText(report)],
    ['Cost', costText(report)],
    savings.unused_key_count > 0 && ['Caution', CAUTION],
    ['Keys', keysText(report)],
    factOf('Left out', leftOutText(report)),
    factOf('Unverified', unverifiedText(keys)),
    factOf('Incomplete', gapsText(report)),
    notShown.length > 0 && ['Not shown', `${notShown.join(', ')}. Widen the terminal or use -o csv.`],
  ]
  return facts.filter(fact => fact !== false)
}

const factOf = (label: string, text: string | null): Fact | false => text !== null && [label, text]

const CAUTION = 'do not delete on last use alone: an attached EBS volume calls KMS only when it is attached'

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

const lastUseText = ({ summary }: Report): string =>
  WORDS.filter(([name]) => summary[name] > 0)
    .map(([name, word]) => `${grouped(String(summary[name]))} ${word}`)
    .join(', ')

const WORDS = [
  ['in_use', 'in use'],
  ['stale', 'stale'],
  ['never', 'never used'],
  ['silent', 'silent'],
  ['new', 'new'],
  ['unknown', 'unknown'],
] as const
