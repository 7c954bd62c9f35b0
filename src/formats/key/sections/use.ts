import { groupBy } from '../../../lib/group-by.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { EvidenceRecord, KeyRecord } from '../../../model/report/report.ts'
import { DAY, type Instant, minuteText } from '../../../model/time.ts'
import type { Charset } from '../charset.ts'
import { type Block, fields, type Field, type Section, type SheetInput, text } from '../sheet.ts'
import { drawTimeline, labelWidth, scaleFor, type TimelineRow, withLegend } from '../timeline.ts'
import { meaningOf, usageText } from '../usage-text.ts'

/** When the key was used, and which source saw which time. */
export function useSection(input: SheetInput): Section {
  const { key, report } = input
  if (key.usage === undefined) return { title: 'Use', blocks: [text('Last use was not checked (--source none).')] }
  return {
    title: 'Use',
    blocks: [
      fields([['Last use', usageText(key)], ['Verdict', verdictText(key, report.unused_days)], ...notes(key)]),
      ...timeline(input),
    ],
  }
}

function verdictText(key: KeyRecord, days: number): string {
  const why = meaningOf(key, days)
  return why === undefined ? key.disposition : `${key.disposition}: ${why}`
}

/** What a reader has to know to trust the drawing. */
function notes({ usage }: KeyRecord): Field[] {
  const evidence = usage?.evidence ?? []
  return [
    ...(usage?.disagreement === undefined ? [] : [['Disagreement', usage.disagreement] as const]),
    ...evidence.flatMap((each): Field[] => {
      if (each.status === 'unknown') return [['Not known', `${each.source}: ${each.why ?? 'no answer'}`]]
      if (each.status === 'partial') return [['Not known', `${each.source}: read only back to ${at(each.since)}`]]
      return each.unverified === true
        ? [['Unverified', `${each.source}: no known event showed that its lookups work`]]
        : []
    }),
    ...evidence.flatMap(({ refused_at: refused, refused_error: error, refused_by: by }): Field[] =>
      refused === undefined
        ? []
        : [['Refused', `${error ?? 'a call'} at ${at(refused)}${by === undefined ? '' : `, by ${by}`}`]],
    ),
    ...evidence.flatMap(({ public_key_read_at: read }): Field[] =>
      read === undefined ? [] : [['Public key', `downloaded at ${at(read)}; its use outside of AWS leaves no record`]],
    ),
  ]
}

const at = (time: string | undefined): string => (time === undefined ? 'an unknown time' : minuteText(Date.parse(time)))

function timeline({ key, report, charset, width }: SheetInput): Block[] {
  const now = Date.parse(report.generated_at)
  const scale = scaleFor(instant(key.created_at), now, Math.max(20, width - LABEL))
  const rows = [...evidenceRows(key, charset, now), ...changeRow(key, charset, scale.from)]
  if (rows.length === 0) return []
  const drawn = drawTimeline(rows, scale)
  const legend = withLegend(
    [
      [charset.use, 'use'],
      [charset.seen, 'seen completely'],
      [charset.glimpsed, 'shows some uses only'],
      [charset.partial, 'read in part'],
      [charset.created, 'created'],
      [charset.change, 'changed'],
    ],
    drawn.slice(1).map(line => line.slice(labelWidth(rows))),
  )
  const days = Math.round((scale.to - scale.from) / DAY)
  return [
    { kind: 'drawing', lines: drawn },
    text(
      [
        `${countNoun(days, 'day')} until ${minuteText(now)}.`,
        ...(legend.length === 0 ? [] : [`${legend.join(', ')}.`]),
      ].join(' '),
    ),
  ]
}

/** `cloudtrail` and `cloudwatch` are the longest labels, with two spaces behind them. */
const LABEL = 12

const instant = (time: string | null | undefined): Instant | null =>
  time === null || time === undefined ? null : Date.parse(time)

function evidenceRows(key: KeyRecord, charset: Charset, now: Instant): TimelineRow[] {
  const evidence = key.usage?.evidence ?? []
  // A source with holes in its sight has several pieces of evidence, which share a row.
  const rows = groupBy(evidence, ({ source }) => source).map(pieces => {
    const label = pieces[0]?.source ?? ''
    const uses = [...pieces.flatMap(usesOf), ...(label === 'cloudwatch' ? daysWithRequests(key) : [])]
    return {
      label,
      spans: pieces.flatMap(each => spanOf(each, charset)),
      marks: uses.map(use => ({ at: use, mark: charset.use })),
    }
  })
  return [...rows, ...(evidence.some(({ source }) => source === 'cloudtrail') ? [] : eventsRow(key, charset, now))]
}

function spanOf(
  { status, source, since, until, last_used_at: used }: EvidenceRecord,
  { seen, glimpsed, partial }: Charset,
): TimelineRow['spans'] {
  if (status === 'unknown' || since === undefined || until === undefined) return []
  const mark = status === 'partial' ? partial : source === 'cloudwatch' ? glimpsed : seen
  const whole = { since: Date.parse(since), until: Date.parse(until), mark }
  // A source that shows the last use does not show the uses before it.
  return used === undefined || mark === partial
    ? [whole]
    : [whole, { since: whole.since, until: Date.parse(used), mark: glimpsed }]
}

const usesOf = ({ last_used_at: used }: EvidenceRecord): Instant[] => (used === undefined ? [] : [Date.parse(used)])

function daysWithRequests({ request_history: history }: KeyRecord): Instant[] {
  if (history === undefined || history === null) return []
  const first = Date.parse(history.since)
  return history.operations.flatMap(({ daily }) =>
    daily.flatMap((count, day) => (count === 0 ? [] : [first + day * DAY])),
  )
}

/** The events that were read for the callers, where CloudTrail was not needed for the verdict. */
function eventsRow({ activity }: KeyRecord, { seen, glimpsed, partial, use }: Charset, now: Instant): TimelineRow[] {
  const since = instant(activity?.since)
  if (activity === undefined || since === null) return []
  const mark = activity.why === undefined ? seen : partial
  // Of each caller, the first and the last call are known. Calls that failed are no uses.
  const uses = activity.callers
    .filter(({ operations }) => Object.keys(operations).length > 0)
    .flatMap(({ first_at: first, last_at: last }) => [first, last])
    .map(Date.parse)
  return [
    {
      label: 'cloudtrail',
      spans: [
        { since, until: instant(activity.until) ?? now, mark },
        ...(uses.length === 0 || mark === partial
          ? []
          : [{ since: Math.min(...uses), until: Math.max(...uses), mark: glimpsed }]),
      ],
      marks: uses.map(each => ({ at: each, mark: use })),
    },
  ]
}

function changeRow({ activity, created_at: created }: KeyRecord, charset: Charset, from: Instant): TimelineRow[] {
  const changes = (activity?.management ?? []).filter(({ error }) => error === null)
  const marks = [
    ...(created === null || Date.parse(created) < from ? [] : [{ at: Date.parse(created), mark: charset.created }]),
    ...changes.map(({ event_time: time }) => ({ at: Date.parse(time), mark: charset.change })),
  ]
  return marks.length === 0 ? [] : [{ label: 'changes', spans: [], marks }]
}
