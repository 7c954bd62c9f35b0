import { countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { Finding, Severity } from '../../../model/finding.ts'
import type { Subject } from '../../finding/subject.ts'
import { adviceLines, templateLines } from '../../finding/finding-text.ts'
import { commandLines } from './command-lines.ts'
import type { FindingEntry } from './group-findings.ts'
import { INDENT, type FindingsPage, wrapIndented } from './page.ts'
import type { UnknownEntry } from './unknown-entries.ts'

/** Writes a finding of critical or high severity: the key, what is wrong, and the commands that fix it. */
export function* urgentLines(
  { detail, isNew, subjects }: FindingEntry,
  hasRemedy: boolean,
  page: FindingsPage,
): Generator<string> {
  const [subject] = subjects
  if (subject === undefined) return
  yield* wrapIndented(page.texts.brief(subject, { owners: true }), page, 1)
  yield* wrapIndented(`${isNew ? NEW : ''}${safeText(detail)}`, page, 2)
  if (hasRemedy && subject.finding.remedy !== '') yield* fixLines(subject.finding, page)
}

/** Commands and JSON statements are not broken into lines, because users paste them. */
function* fixLines(finding: Finding, page: FindingsPage): Generator<string> {
  const indent = INDENT.repeat(2)
  for (const line of adviceLines(finding))
    yield* line.startsWith('{') ? [`${indent}${line}\n`] : wrapIndented(line, page, 2)
  const [warning, ...template] = templateLines(finding)
  if (warning !== undefined) yield* wrapIndented(warning, page, 2)
  for (const line of template) yield `${indent}${line}\n`
  for (const line of commandLines(finding.remedy)) yield `${indent}${safeText(line)}\n`
}

const NEW = 'New: '

/** Writes a finding of medium severity or below. A statement about several keys is written once. */
export function* entryLines(
  { detail, isNew, subjects }: FindingEntry,
  severity: Severity,
  page: FindingsPage,
): Generator<string> {
  const [first, ...more] = subjects
  if (first === undefined) return
  const text = `${isNew ? NEW : ''}${safeText(detail)}`
  if (more.length === 0) yield* wrapIndented(`${page.texts.brief(first, { owners: true })}: ${text}`, page, 1, 2)
  else {
    yield* wrapIndented(text, page, 1)
    yield* wrapIndented(subjectListText(subjects, severity === 'medium' ? NAMED_OF_MEDIUM : NAMED, page), page, 2)
  }
}

/** Writes which checks could not be decided, and why. */
export function* unknownLines({ reason, checks, subjects }: UnknownEntry, page: FindingsPage): Generator<string> {
  const [first, ...more] = subjects
  if (first === undefined) return
  const names = checks.length > NAMED + 1 ? `${checks.length} checks` : safeText(checks.join(', '))
  if (more.length === 0) yield* wrapIndented(`${page.texts.brief(first)}, ${names}: ${safeText(reason)}`, page, 1, 2)
  else {
    yield* wrapIndented(`${names}: ${safeText(reason)}`, page, 1)
    yield* wrapIndented(subjectListText(subjects, NAMED, page), page, 2)
  }
}

const NAMED = 3
const NAMED_OF_MEDIUM = 20

const nounOf = (subjects: readonly Subject[]): string =>
  subjects.some(({ finding }) => finding.resource !== undefined)
    ? 'resources'
    : subjects.some(({ finding }) => finding.key_id !== null)
      ? 'keys'
      : 'accounts'

/** Returns `22 keys: alias/orders (0a1b2c3d), alias/files (1b2c3d4e) and 20 more`. */
function subjectListText(subjects: readonly Subject[], named: number, { texts }: FindingsPage): string {
  const shown = subjects.length <= named + 1 ? subjects : subjects.slice(0, named)
  const more = subjects.length - shown.length
  const names = shown.map(subject => texts.brief(subject)).join(', ')
  const count = `${countText(subjects.length)} ${nounOf(subjects)}`
  return `${count}: ${names}${more === 0 ? '' : ` and ${countText(more)} more`}`
}
