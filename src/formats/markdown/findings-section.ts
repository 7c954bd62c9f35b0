import { codeSpan, collapsible, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { countText } from '../../lib/text/numbers.ts'
import { isAboutAccount, SEVERITIES } from '../../model/finding.ts'
import type { Report } from '../../model/report/report.ts'
import { documentUrl, safeDetail } from '../finding/finding-text.ts'
import { type Subject, subjectsIn } from '../finding/subject.ts'
import { fill, leftOutSentence } from './fill.ts'
import { DETAIL, MARKUP, WORST } from './limits.ts'
import { awsName, keyName } from './key-cells.ts'
import { remedyMarkdown } from './remedy-markdown.ts'

/** The ten worst findings as a table, then all that fail or are unknown with their remedies, closed at first. */
export function findingsSection(report: Report, room: number): string {
  const { findings } = report
  if (findings === undefined) return ''
  const subjectOf = subjectsIn(report)
  const open = findings
    .filter(({ status }) => status === 'fail')
    .map(subjectOf)
    .toSorted(worstFirst)
  const unknown = findings.filter(({ status }) => status === 'unknown').map(subjectOf)
  const passed = findings.filter(({ status }) => status === 'pass').length
  const counts = `${countText(open.length)} failed, ${countText(unknown.length)} unknown, ${countText(passed)} passed.\n`
  const heading = `\n### Findings\n\n${counts}`
  const worst = open.length === 0 ? '' : `\n${worstTable(open)}`
  const left = room - heading.length - worst.length
  return heading + worst + rest(open, unknown, left)
}

const worstFirst = (one: Subject, other: Subject): number =>
  SEVERITIES.indexOf(one.finding.severity) - SEVERITIES.indexOf(other.finding.severity)

const worstTable = (open: readonly Subject[]): string =>
  tableHead(['Severity', 'Check', 'About', 'Finding']) + open.slice(0, WORST).map(worstRow).join('')

const worstRow = (subject: Subject): string =>
  tableRow([
    subject.finding.severity,
    checkMarkdown(subject),
    aboutMarkdown(subject),
    proseWithCode(safeDetail(subject.finding), DETAIL),
  ])

/** Returns the id of the check, as a link to the AWS documentation about it. */
function checkMarkdown({ finding, check }: Subject): string {
  const url = documentUrl(check?.docs)
  const id = codeSpan(finding.check, DETAIL)
  return url === undefined ? id : `[${id}](${url})`
}

/** Returns the key or resource and its Region, or the account. */
function aboutMarkdown({ key, finding, region, name: called }: Subject): string {
  if (isAboutAccount(finding)) return `account ${codeSpan(finding.account_id)}`
  const name = key === undefined ? codeSpan(called ?? finding.key_id ?? '', DETAIL) : keyName(key)
  if (finding.region === null) return name
  return `${name} in ${awsName(region)}`
}

function rest(open: readonly Subject[], unknown: readonly Subject[], room: number): string {
  const subjects = [...open, ...unknown]
  if (subjects.length === 0) return ''
  const { text, count } = fill(entries(subjects), room - MARKUP)
  if (count === 0) return leftOutSentence(subjects.length, 'finding', 'json')
  const heading =
    count === subjects.length ? 'All findings with remedies' : `${countText(count)} findings with remedies`
  return `\n${collapsible(heading, text + leftOutSentence(subjects.length - count, 'finding', 'json'))}`
}

function* entries(subjects: readonly Subject[]): Generator<string> {
  for (const subject of subjects) {
    const { severity, status } = subject.finding
    const what = status === 'unknown' ? 'unknown' : severity
    const text = proseWithCode(safeDetail(subject.finding), DETAIL)
    const fix = status === 'unknown' ? '' : remedyMarkdown(subject.finding)
    yield `**${what}** ${checkMarkdown(subject)}: ${aboutMarkdown(subject)}. ${text}\n\n${fix}`
  }
}
