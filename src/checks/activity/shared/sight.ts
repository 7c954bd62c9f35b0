import { capitalized } from '../../../lib/text/capitalized.ts'
import { listText } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { Activity } from '../../../model/assessments/activity.ts'
import { missingTimeText } from '../../../model/assessments/missing-calls.ts'
import type { AssessmentContext, Judged, SubjectResult } from '../../assessment-check.ts'
import { pass, type Result, unknown } from '../../check.ts'

type Whole = Judged<Activity>
type Place = { account_id: string; region: string }

const OPERATIONS = ['cloudtrail:LookupEvents']

/**
 * Yields what was found, and for each account and Region that nothing was found, or that not enough was read to say so.
 * Where something was found, there can be more in what was not read.
 *
 * @param isRead whether everything was read that the check needs. Left out: all events of the time
 */
export function* withPlaces(
  whole: Whole,
  context: AssessmentContext,
  found: readonly SubjectResult[],
  whyUnread: (whole: Whole, place: Place) => string | null = whyPartial,
): Generator<SubjectResult> {
  yield* found
  for (const { account_id, region } of whole.scope.places) {
    const isFound = found.some(each => each.account_id === account_id && each.region === region)
    const result = resultOf(whole, context, { account_id, region }, whyUnread)
    if (!isFound || result.status === 'unknown') yield { account_id, region, result }
  }
}

/** The same for a check that judges the principals of an account, in all Regions that were read. */
export function* withAccounts(
  whole: Whole,
  context: AssessmentContext,
  found: readonly SubjectResult[],
  whyUnread: (whole: Whole, place: Place) => string | null = whyPartial,
): Generator<SubjectResult> {
  yield* found
  const accounts = new Set(whole.scope.places.map(({ account_id }) => account_id))
  for (const account_id of accounts) {
    const places = whole.scope.places.filter(place => place.account_id === account_id)
    const unread = places.flatMap(place => {
      const result = resultOf(whole, context, place, whyUnread)
      return result.status === 'unknown' ? [{ region: place.region, why: result.detail }] : []
    })
    const isFound = found.some(each => each.account_id === account_id)
    if (unread.length > 0) yield { account_id, region: null, result: unknown(unreadText(unread)) }
    else if (!isFound) yield { account_id, region: null, result: pass }
  }
}

/** Regions whose reasons are named. */
const NAMED_REGIONS = 3

/** Makes one sentence of several: `eu-west-1: no events were read; us-east-1: events before … were not read.` */
function unreadText(unread: readonly { region: string; why: string }[]): string {
  const texts = unread.slice(0, NAMED_REGIONS).map(({ region, why }) => {
    const reason = why.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, first => first.toLowerCase())
    return `${region}: ${reason}`
  })
  const more = unread.length - texts.length
  return `${[...texts, ...(more === 0 ? [] : [`and ${countNoun(more, 'more Region')}`])].join('; ')}.`
}

function resultOf(
  whole: Whole,
  context: AssessmentContext,
  place: Place,
  whyUnread: (whole: Whole, place: Place) => string | null,
): Result {
  const why = whyUnread(whole, place)
  if (why !== null) return unknown(why)
  const isListed = whole.windows.some(each => each.account_id === place.account_id && each.region === place.region)
  return isListed ? pass : unknown(context.why(place, OPERATIONS) ?? 'The events could not be read.')
}

/** Why events of the time are missing, as a sentence. Null: all were read, or none. */
export function whyPartial({ windows, unlisted_calls }: Whole, place: Place): string | null {
  const window = windows.find(each => each.account_id === place.account_id && each.region === place.region)
  if (window === undefined) return null
  if (!window.is_complete && window.doubts !== undefined && window.doubts.length > 0)
    return `Calls may be missing from the archive in ${missingTimeText(window.doubts)} of the time.`
  if (!window.is_complete && isArchived({ windows }, place)) return capitalized(`${window.why ?? 'a call failed'}.`)
  if (!window.is_complete) {
    const reached = window.since === null ? 'Not all events were read' : `Events before ${window.since} were not read`
    return `${reached}: ${window.why ?? 'a call failed'}.`
  }
  const { not_understood: unclear } = window
  if (unlisted_calls > 0) return `${countNoun(unlisted_calls, 'call')} are in no row, because there are too many rows.`
  return unclear === 0 ? null : `${countNoun(unclear, 'event')} ${unclear === 1 ? 'is' : 'are'} not understood.`
}

/** Why some changes are not known, as a sentence. Changes are looked up by their names, apart from other events. */
export function whyChangesUnread({ windows, unlisted_changes }: Whole, place: Place): string | null {
  if (unlisted_changes > 0)
    return `${countNoun(unlisted_changes, 'change')} are not listed, because there are too many.`
  const window = windows.find(each => each.account_id === place.account_id && each.region === place.region)
  if (isArchived({ windows }, place)) return 'Changes of keys and trails are not read from an archive.'
  const unread = window?.unread_changes ?? []
  const homes = window === undefined ? [] : window.unread_trail_homes
  if (homes === null) return 'The trails could not be listed, so where their changes are recorded is not known.'
  if (homes.length > 0) return `Changes of trails are also recorded in ${listText(homes)}, which was not read.`
  return unread.length === 0 ? null : `The events of ${listText(unread)} were not read, or not all of them.`
}

/** Whether the calls of a place were read from an archive, which counts by day. */
export const isArchived = ({ windows }: Pick<Whole, 'windows'>, { account_id, region }: Place): boolean =>
  windows.some(
    ({ source = 'cloudtrail', ...each }) =>
      source !== 'cloudtrail' && each.account_id === account_id && each.region === region,
  )
