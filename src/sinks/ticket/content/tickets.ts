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
  const byCheck = groupBy(problems, ({ check }) => check)
  const id = ticketId(account, scope === 'account' ? null : (problems[0]?.check ?? ''))
  const title = safeText(`KMS: ${titleText(byCheck)} in ${accountText(report, account)}`)
  const room = Math.floor(ROOM / byCheck.length)
  const problemParts = byCheck.flatMap(those => checkParts(those, report, room))
  return {
    id,
    state: digest(JSON.stringify(problems.map(({ identity }) => identity).toSorted())),
    title,
    parts: [...problemParts, ...cautionsOf(report, account).map(paragraph), ...footer(report, id)],
    severity: worst(problems),
    category: problems.every(({ check }) => check === UNUSED_KEYS) ? 'cost' : 'security',
    account,
    regions: [...new Set(problems.flatMap(({ region }) => region ?? []))].toSorted(),
  }
}

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

function checkParts(problems: readonly Problem[], { scope }: Report, room: number): Part[] {
  const check = checkOf(problems)
  const lines = problems.map(({ text }) => text)
  if (check === UNUSED_KEYS) return [paragraph(unusedText(problems)), listPart(lines, room)]
  const details = scope.check_details?.[check]
  const why = details === undefined ? '' : ` ${details.title}. ${details.why}`.replace(/\.\./g, '.')
  const more = `For the fix, run kms-audit checks ${check}.`
  return [paragraph(safeText(`${check} (${worst(problems)}):${why} ${more}`)), listPart(lines, room)]
}

function unusedText(problems: readonly Problem[]): string {
  const dollars = problems.reduce((sum, problem) => sum + (problem.dollars ?? 0), 0)
  const low = problems.some(problem => problem.dollars === null) ? 'at least ' : ''
  const cost = `${countNoun(problems.length, 'key')} without a known use cost ${low}${moneyText(dollars)} a month.`
  return `${cost} Last use alone does not show that a key can be deleted: run kms-audit retire plan.`
}

const footer = ({ generated_at, tool_version }: Report, id: string): Part[] => [
  paragraph(`As of ${minuteText(Date.parse(generated_at))}, kms-audit ${safeText(tool_version)}. Reference: ${id}`),
]

const worst = (problems: readonly Problem[]): Severity =>
  SEVERITIES.find(severity => problems.some(problem => problem.severity === severity)) ?? 'info'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
