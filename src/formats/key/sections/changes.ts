import type { ActivityRecord, ManagementEventRecord, UnreadManagementRecord } from '../../../model/report/report.ts'
import { minuteText } from '../../../model/time.ts'
import { callerText, shortPrincipal } from '../../columns/last-user.ts'
import { shortTime } from '../short-time.ts'
import { notInReport } from '../missing.ts'
import { type Block, type Section, type SheetInput, text } from '../sheet.ts'

/** Who changed the key or its access in the last 90 days. */
export function changesSection({ key }: SheetInput): Section {
  const title = 'Changes'
  const { activity } = key
  if (activity === undefined) return { title, blocks: [notInReport('management events')] }
  if (activity.since === null) return { title, blocks: [text(`Not known: ${activity.why ?? 'no answer'}.`)] }
  const { management } = activity
  const notes = [...extentText(activity), ...activity.management_unread.map(unreadText)]
  return {
    title,
    blocks: [
      ...(management.length === 0 ? [] : [changesTable(management)]),
      ...(notes.length === 0 ? [] : [text(notes.join(' '))]),
    ],
  }
}

/** A grant per resource makes hundreds of events. */
const CHANGES_SHOWN = 12

const changesTable = (events: readonly ManagementEventRecord[]): Block => ({
  kind: 'table',
  titles: ['Time (UTC)', 'Operation', 'By'],
  rows: events
    .slice(0, CHANGES_SHOWN)
    .map(event => [shortTime(event.event_time), whatText(event), callerText(event, shortPrincipal)]),
})

const whatText = ({ operation, detail, error }: ManagementEventRecord): string =>
  `${operation}${detail === null ? '' : ` ${shortDetail(detail)}`}${error === null ? '' : `: failed, ${error}`}`

const shortDetail = (detail: string): string => detail.replace(/arn:\S+/g, shortPrincipal)

function extentText({ management, management_unread: unread, unreadable, why }: ActivityRecord): string[] {
  const more = management.length - CHANGES_SHOWN
  const rest = more > 0 ? [`${more} earlier ones are in -o json.`] : []
  if (management.length > 0) return rest
  const complete = unread.length === 0 && unreadable === 0
  const what = why === undefined ? 'change' : 'change of the policy, grants, aliases, state or rotation'
  return [complete ? `No ${what} in the last 90 days.` : `No ${what} in what could be read of the last 90 days.`]
}

const unreadText = ({ operation, since, why }: UnreadManagementRecord): string =>
  since === null
    ? `${operation}: not known (${why}).`
    : `${operation}: only since ${minuteText(Date.parse(since))} (${why}).`
