import { countText } from '../../../lib/text/numbers.ts'
import type { Style } from '../../../lib/text/paint.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { isProblem, placeOf, type Severity } from '../../../model/finding.ts'
import type { Report } from '../../../model/report/report.ts'
import { subjectsIn } from '../../finding/subject.ts'
import type { View } from '../../format.ts'
import { usableWidth } from '../terminal.ts'
import { entryLines, unknownLines, urgentLines } from './entry-lines.ts'
import { type FindingGroup, groupFindings, isUrgent } from './group-findings.ts'
import { headingLines, type FindingsPage, wrapIndented } from './page.ts'
import { subjectText } from './subject-text.ts'
import { unknownEntries } from './unknown-entries.ts'

/**
 * Writes findings for a terminal: grouped by the check that failed, the worst first, wrapped to the width. Nothing is
 * cut. Only commands may run over the width, so that users can paste them.
 */
export function* terminalFindings(report: Report, view: View): Generator<string> {
  const subjects = (report.findings ?? []).filter(isProblem).map(subjectsIn(report))
  const page: FindingsPage = { view, room: usableWidth(view), texts: subjectText(report, view) }
  const groups = groupFindings(subjects.filter(({ finding }) => finding.status === 'fail'))
  for (const [index, group] of groups.entries()) {
    if (isUrgent(group.severity) || group.severity !== groups[index - 1]?.severity) yield '\n'
    yield* groupLines(group, page)
  }
  const undecided = subjects.filter(({ finding }) => finding.status === 'unknown')
  if (undecided.length > 0) {
    const text = `${countText(undecided.length)} ${undecided.length === 1 ? 'check' : 'checks'} could not be completed`
    yield* ['\n', ...headingLines({ level: 'UNKNOWN', style: 'yellow', check: '', text }, page)]
    for (const entry of unknownEntries(undecided)) yield* unknownLines(entry, page)
  }
  if (groups.some(hasMoreRemedies)) yield* ['\n', ...wrapIndented(MORE_REMEDIES, page, 0)]
}

function* groupLines(group: FindingGroup, page: FindingsPage): Generator<string> {
  const { check, severity, title, entries } = group
  const text = `${safeText(title)}${groupCountText(group)}`
  yield* headingLines({ level: severity.toUpperCase(), style: STYLES[severity], check, text }, page)
  for (const [index, entry] of entries.entries())
    yield* isUrgent(severity) ? urgentLines(entry, index < REMEDIES_SHOWN, page) : entryLines(entry, severity, page)
}

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
  info: 'dim',
}

/** Returns ` (22 keys)`. A check of OPA can find several problems in one key, and then counts findings. */
function groupCountText({ count, entries }: FindingGroup): string {
  if (count === 1) return ''
  const findings = entries.flatMap(({ subjects }) => subjects.map(({ finding }) => finding))
  const isOncePerKey = new Set(findings.map(placeOf)).size === count
  const unit = isOncePerKey ? (findings.some(({ key_id }) => key_id !== null) ? 'keys' : 'accounts') : 'findings'
  return ` (${countText(count)} ${unit})`
}

/** The most remedies that are shown for one check. The remedies of more keys differ only in the key. */
const REMEDIES_SHOWN = 5

const MORE_REMEDIES = 'To see the remedies of the other findings, use -o json.'

const hasMoreRemedies = ({ severity, count, entries }: FindingGroup): boolean =>
  isUrgent(severity)
    ? count > REMEDIES_SHOWN
    : entries.some(({ subjects }) => subjects.some(({ finding }) => finding.remedy !== ''))
