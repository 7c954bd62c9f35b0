import { bytesText } from '../../../lib/text/bytes-text.ts'
import { groupBy } from '../../../lib/group-by.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { ArchiveStatus, PlaceStatus } from '../../../model/archive/archive-status.ts'

/** The lines below the table. */
export function* summaryLines(status: ArchiveStatus): Generator<readonly [label: string, text: string]> {
  const { added, pending, index, summary, places, keys, unreadable, next_command: next } = status
  if (added !== null) for (const [at, text] of addedTexts(added).entries()) yield [at === 0 ? 'Read' : '', text]
  if (index !== null)
    yield [
      'Index',
      `${index.folder}: ${bytesText(index.bytes)} for ${countNoun(summary.log_files, 'log file')} of ${bytesText(summary.bytes)}.`,
    ]
  if (pending !== null)
    yield [
      'New',
      `${countNoun(pending.files, 'file')} (${bytesText(pending.bytes)}) not read yet: run ${next ?? 'kms-audit archive add'}`,
    ]
  // With --key, the lines of each key show which time is covered.
  if (keys === undefined) yield ['Covered', coveredText(status)]
  if (keys === undefined) yield* doubtLines(places)
  yield* damagedLines(places)
  for (const { path, why } of unreadable.slice(0, MOST)) yield ['Not read', `${path}: ${why}`]
  if (unreadable.length > MOST) yield ['', `and ${countText(unreadable.length - MOST)} more: use -o json`]
}

/** Reasons or files that have a line of their own. */
const MOST = 5

function addedTexts({ files, bytes, damaged, retried }: NonNullable<ArchiveStatus['added']>): string[] {
  const isNew = files > retried.files
  const bad = damaged - retried.damaged
  const lost = bad === 0 ? '' : ` ${countText(bad)} could not be read, or only in part.`
  const size = bytesText(bytes - retried.bytes)
  return [
    isNew ? `${countNoun(files - retried.files, 'new file')}, ${size}.${lost}` : 'No new files.',
    ...(retried.files === 0 ? [] : [retriedText(retried)]),
  ]
}

/** What came of files that earlier runs could not read. */
function retriedText({ files, damaged }: NonNullable<ArchiveStatus['added']>['retried']): string {
  const tried = `${countNoun(files, 'file')} tried again`
  if (damaged === 0) return `${tried}, and read.`
  return damaged === files ? `${tried}, but still damaged.` : `${tried}, ${countText(damaged)} still damaged.`
}

function coveredText({ summary }: ArchiveStatus): string {
  const { covered_hours: covered, doubtful_hours: doubtful } = summary
  const all = covered + doubtful
  if (all === 0) return 'Nothing: there are no files.'
  const share = Math.floor((covered / all) * 1000) / 10
  const rest = doubtful === 0 ? '' : ' Elsewhere a use may be missing, so silence decides nothing.'
  return `${countText(Math.floor(covered))} of ${countText(Math.ceil(all))} hours (${share} %) in ${countNoun(summary.places, 'place')}, where silence means no use.${rest}`
}

/** Each reason once, that of the most hours first. */
function* doubtLines(places: readonly PlaceStatus[]): Generator<readonly [label: string, text: string]> {
  const all = places.flatMap(({ doubts }) => doubts)
  const reasons = groupBy(all, ({ why }) => why)
    .map(same => ({ why: same[0]?.why ?? '', hours: same.reduce((sum, doubt) => sum + hoursOf(doubt), 0) }))
    .toSorted((one, other) => other.hours - one.hours)
  for (const { why, hours } of reasons.slice(0, MOST))
    yield ['Not covered', `${countNoun(Math.ceil(hours), 'hour')}: ${why}`]
  if (reasons.length > MOST) yield ['', `and ${countNoun(reasons.length - MOST, 'more reason')}: use -o json`]
}

const hoursOf = ({ since, until }: { since: string; until: string }): number =>
  (Date.parse(until) - Date.parse(since)) / 3_600_000

function* damagedLines(places: readonly PlaceStatus[]): Generator<readonly [label: string, text: string]> {
  const all = places.flatMap(({ damaged }) => damaged)
  for (const { why } of all.slice(0, MOST)) yield ['Damaged', why]
  if (all.length > MOST) yield ['', `and ${countNoun(all.length - MOST, 'more file')}: use -o json`]
}
