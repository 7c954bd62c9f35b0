import { countNoun, countText } from '../../../lib/text/numbers.ts'
import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import type { ActivityRecord, CallerGroupRecord } from '../../../model/report/report.ts'
import { minuteText } from '../../../model/time.ts'
import { shortTime } from '../short-time.ts'
import { shortPrincipal } from '../../columns/last-user.ts'
import { contextText } from '../context-text.ts'
import { notInReport } from '../missing.ts'
import { type Block, type Field, fields, type Section, type SheetInput, text } from '../sheet.ts'

/** Who called the key in the last 90 days, as far as two pages of events tell. */
export function callersSection({ key }: SheetInput): Section {
  const title = 'Callers'
  const { activity } = key
  if (activity === undefined) return { title, blocks: [notInReport('the callers')] }
  if (activity.since === null)
    return {
      title,
      blocks: [text(`Not known: CloudTrail event history could not be read (${activity.why ?? 'no answer'}).`)],
    }
  const { callers } = activity
  const table = callers.length === 0 ? [] : [callersTable(callers)]
  return { title, blocks: [...table, ...contextFields(callers), text(coverageText(activity))] }
}

const callersTable = (callers: readonly CallerGroupRecord[]): Block => ({
  kind: 'table',
  titles: ['Caller', '>Calls', 'Operations', 'Last call (UTC)'],
  rows: callers.map(caller => [
    callerName(caller),
    countText(sumOf(caller.operations) + sumOf(caller.errors)),
    callsText(caller),
    shortTime(caller.last_at),
  ]),
})

function callerName({ principal, principal_account: account, service }: CallerGroupRecord): string {
  if (principal === null) return service ?? (account === null ? 'not named' : `account ${account}`)
  return `${nameOf(principal, account)}${service === null ? '' : ` via ${service}`}`
}

/** The encryption contexts often name what was encrypted. */
function contextFields(callers: readonly CallerGroupRecord[]): Block[] {
  const contexts = [...new Set(callers.flatMap(each => each.encryption_contexts.map(contextText)))]
  const more = contexts.length > CONTEXTS ? [`and ${contexts.length - CONTEXTS} more`] : []
  const lines = [...contexts.slice(0, CONTEXTS), ...more]
  return lines.length === 0 ? [] : [fields(lines.map((line, index): Field => [index === 0 ? 'Context' : '', line]))]
}

const CONTEXTS = 5

/** The unique id of a principal of another account says nothing without the account. */
const nameOf = (principal: string, account: string | null): string =>
  principal.startsWith('arn:') || account === null ? shortPrincipal(principal) : `${principal} of account ${account}`

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

function callsText({ operations, failures }: CallerGroupRecord): string {
  const failed = failures.map(({ operation, error, calls }) =>
    error === DRY_RUN_ERROR
      ? `${operation} ${countNoun(calls, 'dry run')}`
      : `${operation} ${countText(calls)} failed (${error})`,
  )
  return [
    ...Object.entries(operations).map(([operation, count]) => `${operation} ${countText(count)}`),
    ...failed,
  ].join(', ')
}

/** Says which time the table is about: without this, a caller who is not in it would seem not to exist. */
function coverageText({
  since,
  until,
  events,
  metadata_reads: reads,
  unreadable,
  why,
  callers,
}: ActivityRecord): string {
  const span = `from ${minuteText(Date.parse(since ?? ''))} to ${minuteText(Date.parse(until ?? ''))}`
  const known = unreadable === 0 ? '' : ' that could be read'
  const none = callers.length === 0 ? `No call${known} used the key. ` : ''
  if (why === undefined && events === 0) return `No event in the last 90 days, ${span}.`
  const extent =
    why === undefined
      ? `All ${countNoun(events, 'event')} of the last 90 days, ${span}`
      : `Only ${countNoun(events, 'event')}, ${span}: ${why}. Other callers may be missing`
  const left =
    reads === 0 ? '' : `; ${countNoun(reads, 'call')} that only read metadata ${reads === 1 ? 'is' : 'are'} left out`
  const odd = unreadable === 0 ? '' : `; ${countNoun(unreadable, 'event')} could not be read`
  return `${none}${extent}${left}${odd}.`
}
