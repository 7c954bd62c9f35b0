import { groupBy } from '../../../lib/group-by.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { Report } from '../../../model/report/report.ts'
import { subjectsIn } from '../../finding/subject.ts'
import { groupFindings } from '../../table/findings/group-findings.ts'
import { unknownEntries, type UnknownEntry } from '../../table/findings/unknown-entries.ts'
import { type Content, type Markup, markup } from '../frame/markup.ts'
import { badge, dataTable, missing, section } from '../frame/parts.ts'
import { checkMarkup, subjectName } from './check-markup.ts'
import { severitiesText } from './head.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

/** The findings by severity and check with their remedies, then what could not be decided and what was accepted. */
export function findingsSection(report: Report): Markup {
  const { findings } = report
  const body =
    findings === undefined
      ? missing(
          'No check was run, so this report says nothing about key policies, grants, rotation and tags. To check them:',
          reportCommand(report, '--checks'),
        )
      : findingsBody(report, findings)
  return section({ id: 'findings', title: 'Findings', body })
}

function findingsBody(report: Report, findings: NonNullable<Report['findings']>): Content {
  const subjects = findings.map(subjectsIn(report))
  const withStatus = (status: string): typeof subjects => subjects.filter(({ finding }) => finding.status === status)
  const failing = withStatus('fail')
  const unknown = withStatus('unknown')
  const passed = withStatus('pass').length
  const checks = report.scope.checks?.length ?? 0
  const counts = [
    failing.length === 0 ? 'none failed' : severitiesText(failing.map(({ finding }) => finding)),
    `${countText(unknown.length)} unknown`,
    `${countText(withStatus('muted').length)} muted`,
    `${countText(passed)} passed`,
  ]
  const least =
    report.scope.severity === undefined
      ? ''
      : ` Findings less severe than ${report.scope.severity} are left out (--severity).`
  return [
    markup`<p>${checks === 0 ? '' : `${countNoun(checks, 'check')}: `}${counts.join(', ')}.${least}</p>`,
    groupFindings(failing).map(checkMarkup),
    unknownTable(unknownEntries(unknown)),
    mutedTable(withStatus('muted')),
  ]
}

/** Reasons shown; a denied call gives one for each key. */
const MOST_ROWS = 200

function unknownTable(entries: readonly UnknownEntry[]): Content {
  if (entries.length === 0) return null
  const rows = entries
    .slice(0, MOST_ROWS)
    .map(({ reason, checks, subjects: [first, ...more] }) => [
      checks.join(', '),
      reason,
      first === undefined
        ? ''
        : `${subjectName(first)}${more.length === 0 ? '' : ` and ${countText(more.length)} more`}`,
    ])
  const columns = [
    { title: 'Checks', wraps: true },
    { title: 'Why', wraps: true },
    { title: 'About', wraps: true },
  ] as const
  return [
    markup`<h3>Not decided</h3><p>What a check needs could not be read. It may fail or pass.</p>`,
    dataTable('Checks that could not be decided', columns, rows),
    entries.length > MOST_ROWS
      ? markup`<p class="soft">${countText(entries.length - MOST_ROWS)} more reasons are in -o json.</p>`
      : null,
  ]
}

function mutedTable(muted: readonly ReturnType<ReturnType<typeof subjectsIn>>[]): Content {
  if (muted.length === 0) return null
  const groups = groupBy(muted, ({ finding }) =>
    JSON.stringify([finding.check, finding.muted?.reason, finding.muted?.expires]),
  )
  const rows = groups.slice(0, MOST_ROWS).flatMap(all => {
    const [first] = all
    if (first === undefined) return []
    const { check, severity, muted: accepted } = first.finding
    const about = `${subjectName(first)}${all.length === 1 ? '' : ` and ${countText(all.length - 1)} more`}`
    return [[safeText(check), badge(severity, 's'), about, accepted?.reason ?? '', accepted?.expires ?? 'no end']]
  })
  const columns = [
    { title: 'Check' },
    { title: 'Severity' },
    { title: 'About', wraps: true },
    { title: 'Reason', wraps: true },
    { title: 'Until' },
  ] as const
  return [markup`<h3>Accepted by the mutelist</h3>`, dataTable('Findings that the mutelist accepts', columns, rows)]
}
