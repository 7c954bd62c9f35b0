import { paint } from '../../../lib/text/paint.ts'
import { wrapColumns } from '../../../lib/text/wrap-columns.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import { minuteText } from '../../../model/time.ts'
import type { View } from '../../format.ts'
import { foreignKeysText, searchedText } from '../../report-text/dependents-summary.ts'
import { externalAccessSummary, publicAccessSummary } from '../../report-text/analyzer-text.ts'
import { configText } from '../../report-text/config-text.ts'
import { atRiskText } from './at-risk-text.ts'
import { labelledLines } from '../labelled-lines.ts'
import { usableWidth } from '../terminal.ts'
import { gapsText } from './gaps-text.ts'
import { headline } from './headline.ts'
import { leftOutText } from './left-out-text.ts'
import { costText, requestCostText } from './cost-text.ts'
import { nextStep } from './next-step.ts'
import { recordedText } from '../../report-text/recorded-text.ts'
import { placesText } from '../../report-text/places-text.ts'
import { unverifiedText } from './unverified-text.ts'
import { verdictLines } from './verdict-lines.ts'

/**
 * Returns the text below the table: first the details, one fact a line, then the result and the next step, which are
 * then visible without scrolling.
 */
export function summarize(report: Report, view: View, notShown: readonly string[]): string {
  const answer = headline(report, view)
  const facts = summaryLines(report, view, notShown).map(([label, text]) => labelledLines(label, text, view))
  const next = view.rerun === undefined ? null : nextStep(report, view.rerun)
  const hasVerdicts = report.scope.sources.length > 0 && report.summary.keys > 0
  const parts = [
    [...(hasVerdicts ? verdictLines(report, view) : []), ...facts].join('\n'),
    ...(answer === null ? [] : [paragraph(answer, view)]),
    // The command is one line, so that it can be copied.
    ...(next === null ? [] : [`${paragraph(`Next: ${next.why}`, view)}\n  ${next.command}`]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** Wraps text to the width of the terminal, but to at most 100 columns, so that it stays readable. */
function paragraph(text: string, view: View): string {
  const lines = view.terminal ? wrapColumns(text, Math.min(usableWidth(view), WIDEST)) : [text]
  return lines.map(line => (view.color ? paint(line, 'bold') : line)).join('\n')
}

const WIDEST = 100

/** Returns the text that replaces a table without rows. */
export function emptyText(report: Report): string {
  const { scope, summary } = report
  if (summary.keys > 0) {
    const filter = scope.only === undefined ? 'the filter' : `--only ${scope.only.join(',')}`
    const why = scope.only?.includes('unreferenced') === true ? UNREFERENCED : ''
    return `No keys match ${filter} (${summary.keys} ${summary.keys === 1 ? 'key' : 'keys'} scanned).${why}\n`
  }
  const kind = { customer: 'customer managed keys', aws: 'AWS managed keys', all: 'keys' }[scope.manager]
  if (leftOutText(report) !== null) return `No ${kind} left to audit.\n`
  const answered = scope.places.every(({ status }) => status === 'complete')
  return answered ? `No ${kind} found.\n` : `No ${kind} found in the Regions that could be read.\n`
}

const UNREFERENCED =
  ' A key counts as unreferenced only if its grants and every requested type of its Region were read.'

type SummaryLine = [label: string, text: string]

function summaryLines(report: Report, view: View, notShown: readonly string[]): SummaryLine[] {
  const facts: (SummaryLine | false)[] = [
    ['Keys', keysText(report)],
    ['Cost', costText(report)],
    lineUnlessNull('Requests', requestCostText(report)),
    lineUnlessNull('Warning', atRiskText(report, view)),
    lineUnlessNull('Recorded', recordedText(report)),
    lineUnlessNull('Searched', searchedText(report, view.allKeys)),
    lineUnlessNull('Foreign', foreignKeysText(report)),
    lineUnlessNull('Analyzer', analyzerText(view.allKeys ?? report.keys)),
    lineUnlessNull('Left out', leftOutText(report)),
    lineUnlessNull('Config', configText(report)),
    lineUnlessNull('Unverified', unverifiedText(report.keys)),
    lineUnlessNull('Incomplete', gapsText(report, view)),
    lineUnlessNull('>= date', atLeastText(report)),
    notShown.length > 0 && ['Not shown', `${notShown.join(', ')}. Widen the terminal or use -o csv.`],
  ]
  return facts.filter(fact => fact !== false)
}

/** Explains `>=` before a last use, if a key has one. For unused keys it also says that no use is recent. */
function atLeastText({ keys, unused_days }: Report): string | null {
  const inexact = keys.filter(({ last_used: text }) => text?.startsWith('>= '))
  if (inexact.length === 0) return null
  const bound = inexact.every(({ disposition }) => disposition === 'stale')
    ? `, but not in the last ${unused_days} days`
    : ''
  return `used at that time or later${bound}; the exact time is unknown`
}

/** `IAM Access Analyzer on access from outside: agrees on 12 keys; on public key policies: agrees on 14 keys` */
function analyzerText(keys: readonly KeyRecord[]): string | null {
  const [access, open] = [externalAccessSummary(keys), publicAccessSummary(keys)]
  const parts = [
    ...(access === null ? [] : [`on access from outside: ${access}`]),
    ...(open === null ? [] : [`on public key policies: ${open}`]),
  ]
  return parts.length === 0 ? null : `IAM Access Analyzer ${parts.join('. IAM Access Analyzer ')}`
}

const lineUnlessNull = (label: string, text: string | null): SummaryLine | false => text !== null && [label, text]

function keysText(report: Report): string {
  const { keys, summary } = report
  const parts = [
    ...(keys.length < summary.keys ? [`${keys.length} shown`] : []),
    ...(summary.pending_deletion > 0 ? [`${summary.pending_deletion} pending deletion`] : []),
    ...(summary.unreadable > 0 ? [`${summary.unreadable} unreadable`] : []),
  ]
  const notes = parts.length > 0 ? ` (${parts.join(', ')})` : ''
  return `${summary.keys}${notes} in ${placesText(report.scope.places)}, as of ${minuteText(Date.parse(report.generated_at))}`
}
