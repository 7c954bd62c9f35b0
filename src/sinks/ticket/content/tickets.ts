import { createHash } from 'node:crypto'
import { groupBy } from '../../../lib/group-by.ts'
import { countNoun, moneyText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { SEVERITIES, type Severity } from '../../../model/finding.ts'
import type { Report } from '../../../model/report/report.ts'
import { minuteText } from '../../../model/time.ts'
import type { TicketScope } from '../ticket-systems.ts'
import { cautionsOf } from './cautions.ts'
import { listPart } from './list-part.ts'
import { type Problem, problemsIn, type Restriction, UNUSED_KEYS } from './problem.ts'
import type { Part, Ticket } from './ticket.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

/** Returns the tickets that a report asks for, the most severe first. Pure. */
export function ticketsFor(report: Report, scope: TicketScope, restriction: Restriction): Ticket[] {
  const groups = groupBy(problemsIn(report, restriction), ({ account, check }) =>
    scope === 'account' ? account : `${account} ${check}`,
  )
  return groups
    .map(problems => ticketAbout(problems, scope, report))
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity))
}

/** @param check null: the ticket is about all of the account */
export const ticketId = (account: string, check: string | null): string =>
  `kms-audit-${digest(JSON.stringify([account, check]))}`

function ticketAbout(problems: readonly Problem[], scope: TicketScope, report: Report): Ticket {
  const account = problems[0]?.account ?? ''
  const byCheck = groupBy(problems, ({ check }) => check).toSorted((one, other) => rankOf(one) - rankOf(other))
  const checks = byCheck.map(checkOf)
  const id = ticketId(account, scope === 'account' ? null : (checks[0] ?? ''))
  return {
    id,
    state: digest(JSON.stringify(problems.map(({ identity }) => identity).toSorted())),
    title: safeText(`KMS: ${titleText(byCheck)} in ${accountText(report, account)}`),
    parts: [
      ...(byCheck.length === 1 ? checkParts(problems, report) : overviewParts(byCheck, report)),
      ...cautionsOf(report, account, checks).map(paragraph),
      ...footer(report, id),
    ],
    severity: worst(problems),
    category: problems.every(({ check }) => check === UNUSED_KEYS) ? 'cost' : 'security',
    account,
    regions: [...new Set(problems.flatMap(({ region }) => region ?? []))].toSorted(),
  }
}

const rankOf = (problems: readonly Problem[]): number => SEVERITIES.indexOf(worst(problems))

/** Characters of all lists of a ticket. ServiceNow stores 4,000 characters. */
const ROOM = 2800

/** `7 unused keys` */
const countText = (problems: readonly Problem[]): string =>
  checkOf(problems) === UNUSED_KEYS
    ? countNoun(problems.length, 'unused key')
    : `${countNoun(problems.length, 'finding')} of ${checkOf(problems)}`

const checkOf = ([problem]: readonly Problem[]): string => problem?.check ?? ''

function titleText([first = [], ...others]: readonly Problem[][]): string {
  const rest = others.length === 0 ? '' : ` and ${countNoun(others.flat().length, 'other finding')}`
  return `${countText(first)}${rest}`
}

function accountText({ scope }: Report, account: string): string {
  const name = scope.places.find(({ account_id }) => account_id === account)?.account_name
  return name ? `account ${account} (${name})` : `account ${account}`
}

const paragraph = (text: string): Part => ({ kind: 'paragraph', text })

/** The parts about the only check of a ticket. */
function checkParts(problems: readonly Problem[], report: Report): Part[] {
  const check = checkOf(problems)
  const list = listPart(linesOf(problems), ROOM)
  if (check === UNUSED_KEYS) return [paragraph(unusedText(problems, report)), list]
  const why = report.scope.check_details?.[check]?.why
  const more = `For more about it, run kms-audit checks ${check}.`
  return [paragraph([headingOf(problems, report), ...(why === undefined ? [] : [safeText(why)]), more].join(' ')), list]
}

/** The parts about several checks: as many of the worst as there is room for. */
function overviewParts(byCheck: readonly Problem[][], report: Report): Part[] {
  const parts: Part[] = []
  let room = ROOM
  for (const [index, problems] of byCheck.entries()) {
    const heading = headingOf(problems, report)
    const list = listPart(linesOf(problems), room / 3)
    room -= heading.length + list.items.join('').length + 3 * list.items.length
    if (room < 0 && index > 0) {
      const left = byCheck.slice(index)
      const found = countNoun(left.flat().length, 'finding')
      return [...parts, paragraph(`${found} of ${countNoun(left.length, 'other check')} are not shown here.`)]
    }
    parts.push(paragraph(heading), list)
  }
  return parts
}

const linesOf = (problems: readonly Problem[]): string[] => problems.map(({ text }) => text)

/** `rotation-off (medium): KMS keys should have automatic rotation enabled.` */
function headingOf(problems: readonly Problem[], report: Report): string {
  const check = checkOf(problems)
  if (check === UNUSED_KEYS) return unusedText(problems, report)
  const title = report.scope.check_details?.[check]?.title
  return safeText(`${check} (${worst(problems)})${title === undefined ? '' : `: ${title}`}.`.replace(/\.\.$/, '.'))
}

function unusedText(problems: readonly Problem[], report: Report): string {
  const dollars = problems.reduce((sum, problem) => sum + (problem.dollars ?? 0), 0)
  const low = problems.some(problem => problem.dollars === null) ? 'at least ' : ''
  const cost = `${countNoun(problems.length, 'key')} without a known use cost ${low}${moneyText(dollars)} a month.`
  const plan = safeText(reportCommand(report, 'retire', 'plan'))
  return `${cost} Last use alone does not show that a key can be deleted: run ${plan}.`
}

const footer = ({ generated_at, tool_version }: Report, id: string): Part[] => [
  paragraph(`As of ${minuteText(Date.parse(generated_at))}, kms-audit ${safeText(tool_version)}. Reference: ${id}`),
]

const worst = (problems: readonly Problem[]): Severity =>
  SEVERITIES.find(severity => problems.some(problem => problem.severity === severity)) ?? 'info'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
