import type { ArchiveTrace, DigestHour, TrailNow } from '../../model/archive/coverage.ts'
import { HOUR } from '../../model/time.ts'
import { deliveriesOf, DELIVERY_MARGIN } from './deliveries.ts'
import { byStart, firstFrom, isWithin, joined, type Span, without } from './spans.ts'
import { type ChangedState, statesOf } from './trail-changes.ts'
import { isOf, type TrailId, trailNow } from './trail-id.ts'

/** When a trail recorded uses of keys. All other time is not known. */
export interface Recording {
  yes: Span[]
  no: Span[]
  /** Time in which every change of the trail is known. */
  visible: Span[]
}

/** A stretch in which a trail was not changed, so that it recorded the same all the time. */
interface Stretch extends Span {
  uses: boolean | null
  /** It begins with a change, which takes effect within minutes. */
  isChanged: boolean
}

/**
 * Nothing in AWS says what a trail recorded years ago. It is known from the moment of a change that says it, or of a use
 * that was recorded, and for the time around it in which the trail was surely not changed. What the trail records now
 * says nothing about an earlier time, because event history does not show the changes of the last minutes yet.
 */
export function recordingOf(trail: TrailId, trace: ArchiveTrace, trails: readonly TrailNow[] | null): Recording {
  const states = statesOf(trail, trace.changes)
  const stretches = withHistory(stretchesOf(trail, trace, states), trailNow(trail, trails))
  const proofs = proofsOf(trail, trace)
  const known = stretches.map(each => (each.uses === null && proves(proofs, each) ? { ...each, uses: true } : each))
  return {
    yes: joined(known.flatMap((each, index) => (each.uses === true ? settled(each, known[index - 1]) : []))),
    no: joined(known.filter(({ uses }) => uses === false)),
    visible: joined(known),
  }
}

/** The stretches by the log of the home Region. */
function stretchesOf(trail: TrailId, trace: ArchiveTrace, states: readonly ChangedState[]): Stretch[] {
  const home = homeOf(trail, trace)
  if (home === null) return []
  const { confirmed, missing, damaged, whole } = deliveriesOf(home.digests, home.damaged)
  const restarts = home.digests
    .filter(({ isRestart }) => isRestart)
    .map(({ start, end }) => ({ since: start, until: end }))
  const writes = writesIn(home.digests, states, without(confirmed, [...missing, ...damaged, ...restarts]))
  return whole.flatMap(span => stretchesIn(span, states, writes))
}

/** The log in which changes of the trail are recorded. */
function homeOf(
  { owner, home, ...trail }: TrailId,
  trace: ArchiveTrace,
): Pick<ArchiveTrace, 'digests' | 'damaged'> | null {
  const isHere = trace.account === owner && trace.region === home
  const found = isHere ? trace : trace.homes.find(each => each.account === owner && each.region === home)
  if (found === undefined) return null
  return { digests: found.digests.filter(each => isOf({ ...trail, home }, each)), damaged: found.damaged }
}

/**
 * The hours in which a write event was recorded, with the time in which it may have happened. An hour with a change of
 * the selectors proves nothing, since the event may be from before the change; nor does one beside time that is not
 * sound, in which there may have been such a change.
 */
const writesIn = (digests: readonly DigestHour[], states: readonly ChangedState[], sound: readonly Span[]): Span[] =>
  digests
    .filter(({ shows }) => shows?.writes === true)
    .map(({ start, end }) => ({ since: start - DELIVERY_MARGIN, until: end }))
    .filter(hour => isWithin(hour, sound))
    .filter(({ since, until }) => !states.some(({ at }) => at > since && at <= until))
    .toSorted(byStart)

/**
 * Follows a trail through a span of its home log, from change to change, and to the last write that was recorded. What
 * comes after that may begin with a change that turned write events off, so that it was not recorded itself.
 */
function stretchesIn(span: Span, states: readonly ChangedState[], writes: readonly Span[]): Stretch[] {
  const inside = states.filter(({ at }) => at >= span.since && at < span.until)
  const all = [{ at: span.since, uses: null, writes: false }, ...inside]
  return all.flatMap((state, index) => {
    const end = all[index + 1]?.at ?? span.until
    const between = writes.filter(({ until }) => until >= state.at && until <= end)
    const lastWrite = between.at(-1)?.since ?? state.at
    const until = Math.min(end, lastWrite + QUIET)
    if (state.writes) return { since: state.at, until, uses: state.uses, isChanged: true }
    const since = between[0]?.until
    if (since === undefined || since >= until) return []
    return { since, until, uses: null, isChanged: false }
  })
}

/** So long no write need be recorded: the hours before and after a change prove none. */
const QUIET = DELIVERY_MARGIN + 2 * HOUR

/** Adds the time without a change in event history, and joins it to the stretches that reach into it. */
function withHistory(stretches: readonly Stretch[], now: TrailNow | undefined): Stretch[] {
  const unchanged = now?.unchanged ?? null
  if (unchanged === null) return stretches.toSorted(byStart)
  // It begins with a change, or with the oldest event of the history.
  const span = { since: unchanged.since + SETTLING, until: unchanged.until }
  if (span.since >= span.until) return stretches.toSorted(byStart)
  const quiet: Stretch = { ...span, uses: null, isChanged: false }
  const same = stretches.filter(each => each.since < span.until && each.until > span.since)
  const others = stretches.filter(each => !same.includes(each))
  return [...others, same.reduce(asOne, quiet)].toSorted(byStart)
}

function asOne(one: Stretch, other: Stretch): Stretch {
  const first = one.since <= other.since ? one : other
  const uses = one.uses === null || other.uses === null ? (one.uses ?? other.uses) : one.uses && other.uses
  return { since: first.since, until: Math.max(one.until, other.until), uses, isChanged: first.isChanged }
}

/** The hours in which uses of keys were recorded, with the time in which these may have happened. */
const proofsOf = (trail: TrailId, trace: ArchiveTrace): Span[] =>
  [...trace.digests.filter(each => isOf(trail, each)), ...(homeOf(trail, trace)?.digests ?? [])]
    .filter(({ shows }) => shows?.uses === true)
    .map(({ start, end }) => ({ since: start - DELIVERY_MARGIN, until: end }))
    .toSorted(byStart)

/** @param proofs sorted */
function proves(proofs: readonly Span[], { since, until }: Span): boolean {
  for (let index = firstFrom(proofs, since); index < proofs.length; index++) {
    const proof = proofs[index]
    if (proof === undefined || proof.since >= until) return false
    if (proof.until <= until) return true
  }
  return false
}

/** A change takes effect within minutes. */
const SETTLING = HOUR

/** A change that turns something on takes some time to do so. One that leaves it on needs no time. */
const settled = ({ since, until, isChanged }: Stretch, before: Stretch | undefined): Span[] =>
  isChanged && !(before?.uses === true && before.until === since)
    ? [{ since: since + SETTLING, until }]
    : [{ since, until }]
