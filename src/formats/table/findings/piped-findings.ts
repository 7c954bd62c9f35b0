import { batches } from '../../../lib/batches.ts'
import { groupBy } from '../../../lib/group-by.ts'
import { countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { pad } from '../../../lib/text/cut.ts'
import { type Finding, isAboutAccount, isProblem } from '../../../model/finding.ts'
import { hasSeveral } from '../../../model/report/place-records.ts'
import type { Report } from '../../../model/report/report.ts'
import { subjectsIn, type Subject } from '../../finding/subject.ts'
import { isUrgent } from './group-findings.ts'
import { aliasOrDescription } from '../key-text.ts'

/**
 * Writes findings for a pipe: a line for each, with the severity, the check, the key, the place and the detail in
 * columns. `grep` finds each line about a key by the ID of the key. A finding of low or info severity that applies to
 * many keys is one line for up to 50 of them, with all their IDs at its end. Checks that could not be decided for many
 * keys for one reason are counted.
 */
export function* pipedFindings(report: Report): Generator<string> {
  const subjects = (report.findings ?? []).filter(isProblem).map(subjectsIn(report))
  const several = hasSeveral(report.scope.places, 'account_id')
  const failing = failingRows(subjects.filter(({ finding }) => finding.status === 'fail'))
  const undecided = undecidedRows(subjects.filter(({ finding }) => finding.status === 'unknown'))
  const rows = [...failing, ...undecided].map(row => rowCells(row, several))
  const widths = [0, 1, 2, 3].map(column =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0),
  )
  for (const row of rows) {
    const cells = row.map((text, column) => pad(text, widths[column] ?? 0)).filter(cell => cell !== '')
    yield `${cells.join('  ').trimEnd()}\n`
  }
}

/** One line: a finding, or several findings with the same detail. */
interface FindingRow {
  first: Subject
  check: string
  /** The number of keys. 1 means the key of `first`. */
  count: number
  /** The findings whose key IDs end the line. */
  list: readonly Subject[]
}

const singleRow = (first: Subject): FindingRow => ({ first, check: first.finding.check, count: 1, list: [] })

/** The least number of keys that share a line. */
const LEAST_COUNTED = 4
/** The most key IDs in one line, so that it stays readable. */
const MOST_LISTED = 50

function failingRows(failing: readonly Subject[]): FindingRow[] {
  const groups = groupBy(failing, ({ finding }, index) => {
    const { account_id, region, check, severity, detail, is_new: isNew } = finding
    const isAlone = isUrgent(severity) || severity === 'medium' || isAboutAccount(finding)
    return isAlone ? String(index) : JSON.stringify([account_id, region, check, severity, detail, isNew])
  })
  return groups.flatMap(group =>
    group.length < LEAST_COUNTED ? group.map(singleRow) : [...batches(group, MOST_LISTED)].flatMap(sharedRow),
  )
}

function sharedRow(part: readonly Subject[]): FindingRow[] {
  const [first] = part
  return first === undefined
    ? []
    : part.length === 1
      ? [singleRow(first)]
      : [{ ...singleRow(first), count: part.length, list: part }]
}

/** Joins undecided checks of one key with the same reason, then the same result for many keys of a place. */
function undecidedRows(undecided: readonly Subject[]): FindingRow[] {
  const ofKeys = groupBy(undecided, ({ finding: { account_id, region, key_id, resource, detail } }) =>
    JSON.stringify([account_id, region, key_id, resource, detail]),
  ).flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [{ ...singleRow(first), check: more.length === 0 ? first.finding.check : `${more.length + 1} checks` }],
  )
  return groupBy(ofKeys, ({ first: { finding }, check }) =>
    JSON.stringify([finding.account_id, finding.region, check, finding.detail]),
  ).flatMap(rows => {
    const [first] = rows
    return first === undefined || rows.length < LEAST_COUNTED ? rows : [{ ...first, count: rows.length }]
  })
}

function rowCells({ first, check, count, list }: FindingRow, several: boolean): string[] {
  const { finding, owners } = first
  const { status, severity, region, detail } = finding
  const level = status === 'unknown' ? 'UNKNOWN' : severity.toUpperCase()
  const account = accountNameAndId(first)
  const place = several ? `${account} ${region ?? ''}` : (region ?? '')
  const isOfAccount = isAboutAccount(finding)
  const noun = finding.resource === undefined ? 'keys' : 'resources'
  const about = count > 1 ? `${countText(count)} ${noun}` : isOfAccount ? account : nameAndId(first)
  const ids = list.length === 0 ? '' : ` ${list.map(idOf).join(' ')}`
  const ownersText = owners.length === 0 || count > 1 ? '' : ` (${owners.join(', ')})`
  const text = `${isNewText(finding)}${detail}${ownersText}${ids}`
  return [level, check, about, isOfAccount && count === 1 ? '' : place, text].map(safeText)
}

const isNewText = ({ is_new: isNew }: Finding): string => (isNew === true ? 'NEW: ' : '')

const accountNameAndId = ({ finding: { account_id }, accountName }: Subject): string =>
  accountName === null ? account_id : `${accountName} ${account_id}`

const idOf = ({ finding: { account_id, key_id, resource } }: Subject): string => key_id ?? resource?.id ?? account_id

function nameAndId({ finding: { key_id, resource }, key, name: called }: Subject): string {
  if (resource !== undefined) return called === resource.id ? resource.id : `${called ?? ''} ${resource.id}`
  const name = key === undefined ? null : aliasOrDescription(key, '...')
  return `${name === null ? '' : `${name} `}${key_id ?? ''}`
}
