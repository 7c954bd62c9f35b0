import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { placeOf } from '../../model/finding.ts'
import type { GapRecord, KeyRecord, Report } from '../../model/report/report.ts'
import { reportCommand } from '../../model/report/report-command.ts'
import { isUnused } from '../../model/report/unused.ts'
import { amountText } from '../columns/cell-texts.ts'

/** Something that a reader should do before everything else. All texts are the program's own words. */
export interface FirstStep {
  /** `Confirm that 5 keys are unused` */
  title: string
  /** Why, or how. */
  text: string
  /** A command to copy, for the Regions of the report, without options about accounts. */
  command?: string
  /** The keys that the step is about, the most important first. */
  keys: readonly KeyRecord[]
}

/**
 * Returns what to do first, the most urgent step first. The same for a live and a saved report.
 *
 * @param dollars how amounts begin: a dollar sign can begin a formula in Markdown
 */
export const firstSteps = (report: Report, dollars: '$' | 'USD '): FirstStep[] => [
  ...keepAlive(report),
  ...fixFindings(report),
  ...readMore(report),
  ...confirmUnused(report, dollars),
  ...runChecks(report),
]

function keepAlive({ keys, unused_days }: Report): FirstStep[] {
  const atRisk = keys.filter(isAtRisk)
  if (atRisk.length === 0) return []
  const them = atRisk.length === 1 ? 'It was' : 'They were'
  return [
    {
      title: `Cancel the deletion of ${countNoun(atRisk.length, 'key')} in use`,
      text: `${them} used in the last ${unused_days} days. After the deletion, data encrypted under a key is lost.`,
      keys: atRisk,
    },
  ]
}

const isAtRisk = ({ key_state, disposition }: KeyRecord): boolean =>
  key_state === 'PendingDeletion' && disposition === 'in_use'

function fixFindings({ findings = [], keys }: Report): FirstStep[] {
  const failing = findings.filter(({ status, severity }) => status === 'fail' && URGENT.includes(severity))
  if (failing.length === 0) return []
  const counts = URGENT.flatMap(severity => {
    const count = failing.filter(each => each.severity === severity).length
    return count === 0 ? [] : [`${countText(count)} ${severity}`]
  })
  const ids = new Set(failing.map(({ key_id }) => key_id))
  return [
    {
      title: `Fix ${joinWithAnd(counts)} ${failing.length === 1 ? 'finding' : 'findings'}`,
      text: 'The findings below have a remedy each.',
      keys: keys.filter(({ key_id }) => ids.has(key_id)),
    },
  ]
}

const URGENT: readonly string[] = ['critical', 'high']

function readMore({ gaps, keys, scope }: Report): FirstStep[] {
  if (gaps.length === 0) return []
  const refused = gaps.filter(({ reason }) => reason === 'denied')
  const denied = operationsOf(refused)
  const shown = denied.length === 0 ? gaps : refused
  const what = operationsOf(shown)
  const concerned = new Set(shown.map(placeOf))
  const affected = keys.filter(key => concerned.has(placeOf(key)))
  const unknown = affected.filter(({ disposition }) => disposition === 'unknown').length
  const named = what.length > MOST_NAMED ? [...what.slice(0, MOST_NAMED), `${what.length - MOST_NAMED} more`] : what
  const verb = denied.length === 0 ? 'did not answer' : 'was denied'
  const result =
    unknown === 0 || scope.sources.length === 0
      ? ''
      : ` As a result, the last use of ${countNoun(unknown, 'key')} is unknown.`
  return [
    {
      title: denied.length === 0 ? 'Run the audit again for what could not be read' : 'Allow what was denied',
      text: `${named.length === 0 ? 'An operation' : joinWithAnd(named)} ${named.length > 1 ? verb.replace('was', 'were') : verb}.${result}`,
      keys: affected,
    },
  ]
}

const MOST_NAMED = 3

/** Only names that look like an operation, because a saved report may contain any text. */
const operationsOf = (gaps: readonly GapRecord[]): string[] =>
  [...new Set(gaps.map(({ operation }) => operation))]
    .filter(name => /^[a-z][\w-]{1,30}:[a-z][\w-]{1,60}$/i.test(name))
    .toSorted()

function confirmUnused(report: Report, dollars: string): FirstStep[] {
  const { savings, keys } = report
  const { unused_key_count: count, monthly_savings: monthly, annual_savings: annual } = savings
  if (count === 0) return []
  const saves =
    monthly === null || annual === null
      ? 'What a deletion saves is unknown.'
      : `Deleting ${count === 1 ? 'it' : 'them'} saves ${savings.is_lower_bound ? 'at least ' : ''}${dollars}${amountText(monthly)} a month (${dollars}${amountText(annual)} a year) and cannot be undone.`
  return [
    {
      title: `Confirm that ${countNoun(count, 'key')} ${count === 1 ? 'is' : 'are'} unused`,
      text: `${saves} Last use alone is not proof: EBS, for example, calls KMS only when a volume is attached.`,
      command: reportCommand(report, '-r', regionsText(report), '--only', 'unused', '--double-check', '--checks'),
      keys: keys.filter(isUnused),
    },
  ]
}

const runChecks = (report: Report): FirstStep[] =>
  report.findings !== undefined || report.summary.keys === 0
    ? []
    : [
        {
          title: 'Check policies, grants and rotation',
          text: 'This report contains no findings, because no check was run.',
          command: reportCommand(report, '-r', regionsText(report), '--checks'),
          keys: [],
        },
      ]

/** Returns the value of `-r` for the Regions of the report. The profile of an account is not known to a report. */
function regionsText({ scope }: Report): string {
  const regions = [...new Set(scope.places.map(({ region }) => region))].toSorted()
  return regions.length > MOST_REGIONS || regions.some(name => !/^[a-z]+(?:-[a-z]+)*-\d+$/.test(name))
    ? 'all'
    : regions.join(',')
}

const MOST_REGIONS = 4
