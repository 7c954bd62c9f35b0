import { paint, type Style } from '../../lib/paint.ts'
import { safeText } from '../../lib/text.ts'
import { type Finding, isProblem, type Severity } from '../../model/finding.ts'
import { cut } from '../../lib/width.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../model/report.ts'
import { subjectsIn, type Subject } from '../finding/subject.ts'
import type { View } from '../format.ts'
import { factLines } from './fact-lines.ts'
import { alignedRows } from './finding-rows.ts'

/** What fails and what could not be told, worst first, a line each. Nothing where no check was asked for. */
export function* drawFindings(report: Report, view: View): Generator<string> {
  const { findings, scope } = report
  if (findings === undefined) return
  const shown = grouped(findings.filter(isProblem))
  yield `\n${factLines('Findings', headingText(findings), view)}\n`
  const several = hasSeveralAccounts(scope.places)
  const subjectOf = subjectsIn(report)
  const { rows, isCut } = alignedRows(
    shown.map(finding => cellsOf(subjectOf(finding), several)),
    view,
  )
  for (const [index, { level, rest }] of rows.entries()) {
    const style = STYLES[shown[index]?.severity ?? 'info']
    yield `${(view.color ? paint(level, style) : level) + rest}\n`
  }
  if (isCut)
    yield `${factLines('', 'cut to the width of the terminal; whole when piped, and with remedies in -o json', view)}\n`
}

const hasSeveralAccounts = (places: readonly PlaceRecord[]): boolean =>
  new Set(places.map(({ account_id }) => account_id)).size > 1

/**
 * What could not be told of a key for one reason is one line, however many checks it concerns; so is what could not be
 * told of many keys of a place, as when nobody answers.
 */
function grouped(findings: readonly Finding[]): Finding[] {
  const ofKeys = together(
    findings,
    ({ account_id, region, key_id, detail }) => [account_id, region, key_id, detail],
    (first, count) => (count === 1 ? [first] : [{ ...first, check: `${count} checks` }]),
  )
  return together(
    ofKeys,
    ({ account_id, region, check, detail }) => [account_id, region, check, detail],
    (first, count, all) => (count < MANY ? all : [{ ...first, key_id: `${count} keys` }]),
  )
}

/** So many keys need not be named one by one: no more can be said of any of them. */
const MANY = 4

/** Puts what could not be told into groups, and into as many lines as there is to say of each; what fails stays as it is. */
function together(
  findings: readonly Finding[],
  nameOf: (finding: Finding) => unknown,
  linesOf: (first: Finding, count: number, all: Finding[]) => Finding[],
): Finding[] {
  const groups = new Map<string, Finding[]>()
  for (const [number, finding] of findings.entries()) {
    const name = finding.status === 'unknown' ? JSON.stringify(nameOf(finding)) : String(number)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [finding])
    else group.push(finding)
  }
  return [...groups.values()].flatMap(group => (group[0] === undefined ? [] : linesOf(group[0], group.length, group)))
}

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
  info: 'dim',
}

/** `3 critical, 1 high; 2 could not be told; 1 muted; 214 passed` */
function headingText(findings: readonly Finding[]): string {
  const failed = findings.filter(({ status }) => status === 'fail')
  const bySeverity = (Object.keys(STYLES) as Severity[]).flatMap(severity => {
    const count = failed.filter(finding => finding.severity === severity).length
    return count === 0 ? [] : `${count} ${severity}`
  })
  const rest = WORDS.flatMap(([status, word]) => {
    const count = findings.filter(finding => finding.status === status).length
    return count === 0 ? [] : `${count} ${word}`
  })
  const news = findings.filter(({ is_new: isNew }) => isNew === true).length
  const fresh = findings.some(({ is_new: isNew }) => isNew !== undefined) ? [`${news} new since the baseline`] : []
  return [bySeverity.length === 0 ? 'none failed' : bySeverity.join(', '), ...fresh, ...rest].join('; ')
}

const WORDS = [
  ['unknown', 'could not be told'],
  ['muted', 'muted'],
  ['pass', 'passed'],
] as const

function cellsOf({ finding, key, accountName, owners }: Subject, several: boolean): string[] {
  const { status, severity, check, account_id, region, key_id, detail, is_new: isNew } = finding
  const level = status === 'unknown' ? 'UNKNOWN' : severity.toUpperCase()
  const account = accountName === null ? account_id : `${accountName} ${account_id}`
  const place = several ? `${account} ${region ?? ''}` : (region ?? '')
  const where = key_id === null ? [account, ''] : [key === undefined ? key_id : `${nameText(key)}${key_id}`, place]
  const whom = owners.length === 0 ? '' : ` (${owners.join(', ')})`
  return [level, check, ...where, `${isNew === true ? 'NEW: ' : ''}${detail}${whom}`].map(safeText)
}

/** Before the id of a key: its alias, or the beginning of its description. */
function nameText({ aliases: [alias], description }: KeyRecord): string {
  if (alias !== undefined) return `${alias} `
  const text = safeText(description?.trim() ?? '')
  return text === '' ? '' : `"${cut(text, LONGEST_DESCRIPTION)}" `
}

const LONGEST_DESCRIPTION = 30
