import { firstOf } from '../../../lib/text/lists.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type {
  ArchivedRefusalStatus,
  ArchivedUseStatus,
  KeyStatus,
  UncoveredTime,
} from '../../../model/archive/key-status.ts'
import { keyAnswer } from './key-answer.ts'
import { momentText, stretchText, whyText } from './uncovered-text.ts'

/** Intervals that are shown. */
const MOST_STRETCHES = 8

/** What an archive shows about a key, line by line. */
export function* keyLines(key: KeyStatus): Generator<readonly [label: string, text: string]> {
  yield ['Key', key.key_arn]
  yield ['', keyAnswer(key)]
  if (!key.is_archived) return
  yield ['Created', createdText(key)]
  yield ['Used', usesText(key)]
  if (key.last_refusal !== null) yield ['Refused', refusalText(key.last_refusal)]
  if (key.since !== null && key.since < key.until) yield ['Covered', keyCoverageText(key, key.since)]
  yield* uncoveredLines(key.uncovered)
  if (key.audit_may_cover_more) yield ['', AUDIT]
}

const AUDIT = 'An audit may cover more of this time: it asks AWS for the trails and their changes in the last 90 days.'

function createdText({ created_at: at, since_is }: KeyStatus): string {
  if (at !== null) return `${momentText(at)}, by its CreateKey event.`
  return since_is === 'given'
    ? 'The archive has no CreateKey event for the key.'
    : 'The archive has no CreateKey event for the key. If you know when it was created, add --since.'
}

function usesText({ uses, first_use: first, last_use: last }: KeyStatus): string {
  if (first === null || last === null) return 'The archive shows no use of the key.'
  const since = first.at === last.at ? '' : ` since ${momentText(first.at)}`
  return `${countNoun(uses, 'use')} in the archive${since}. The last was at ${momentText(last.at)}: ${callText(last)}.`
}

const refusalText = (refused: ArchivedRefusalStatus): string =>
  `Last at ${momentText(refused.at)}: ${callText(refused)}, ${refused.error}.`

const callText = ({ operation, principal, service }: ArchivedUseStatus): string =>
  `${operation}${principal === null ? '' : ` by ${principal}`}${service === null ? '' : ` through ${service}`}`

function keyCoverageText({ covered_hours: covered, uncovered_hours: not, until }: KeyStatus, since: string): string {
  const all = countNoun(Math.ceil(covered + not), 'hour')
  return `${countText(Math.floor(covered))} of ${all} from ${momentText(since)} to ${momentText(until)}.`
}

const trackedText = ({ is_tracked_by_kms: isTracked }: UncoveredTime): string =>
  isTracked ? '; an audit can ask KMS about it' : ''

function* uncoveredLines(uncovered: readonly UncoveredTime[]): Generator<readonly [label: string, text: string]> {
  const { shown, more } = firstOf(uncovered, MOST_STRETCHES)
  for (const [index, time] of shown.entries())
    yield [index === 0 ? 'Not covered' : '', `${stretchText(time)}: ${whyText(time)}${trackedText(time)}`]
  if (more > 0) yield ['', `and ${countNoun(more, 'more interval')}: use -o csv`]
}
