import { isPendingDeletion } from '../../model/key.ts'
import type { WatchVerdict } from '../../model/retirement/retirement-watch.ts'
import { DAY, minuteText } from '../../model/time.ts'
import type { WatchReading } from '../../model/retirement/watch-reading.ts'
import type { Needs } from './needs.ts'
import { needText } from './need-text.ts'
import type { UnusableTime } from './unusable-time.ts'
import type { WatchedSight } from './watched-sight.ts'

export interface Judgement {
  verdict: WatchVerdict
  /** One sentence, without its full stop. */
  why: string
  gaps: string[]
}

interface Question {
  reading: WatchReading
  time: UnusableTime | null
  needs: Needs
  sight: WatchedSight
  /** Milliseconds for which nothing must need the key. */
  window: number
}

/**
 * Says whether a key that was made unusable is needed. A need wins over everything, and what could not be read
 * over what is too early, so that a missing permission is seen on the first day. `quiet` is what is left.
 */
export function judgeWatch(question: Question): Judgement {
  const { reading, needs } = question
  const gaps = gapsOf(question)
  const need = needText(reading, needs)
  if (need !== null) return { verdict: 'needed', why: need, gaps }
  if (isDeleted(reading)) return { verdict: 'deleted', why: 'KMS deleted the key', gaps: [] }
  if (isUntouched(question)) return { verdict: 'too_early', why: 'the key is enabled: step 1 has not been done', gaps }
  const [first] = gaps
  if (first !== undefined) return { verdict: 'not_seen', why: first, gaps }
  const early = earlyText(question)
  return early === null
    ? { verdict: 'quiet', why: quietText(question), gaps }
    : { verdict: 'too_early', why: early, gaps }
}

const isDeleted = ({ key, trails: [own] }: WatchReading): boolean =>
  key.known && key.value === 'vanished' && (own?.events ?? []).some(({ kind }) => kind === 'deleted')

const isUntouched = ({ reading: { key }, time }: Question): boolean =>
  time === null && key.known && key.value !== 'vanished' && key.value.state === 'Enabled'

/** Everything that could not be read and may hide a caller that needs the key. */
function gapsOf({ reading, time, sight }: Question): string[] {
  const { key, newDependents, archived } = reading
  const dependents = [
    ...(newDependents?.known === false ? [`new dependents were not looked for: ${newDependents.why}`] : []),
    ...(archived?.known === false ? [`the archive was not read: ${archived.why}`] : []),
  ]
  if (!key.known) return [`the state of the key is not known: ${key.why}`, ...sight.gaps, ...dependents]
  if (key.value === 'vanished') return ['KMS does not know the key, and CloudTrail does not show its deletion']
  if (key.value.state === 'Enabled') return [...sight.gaps, ...dependents]
  const state = UNUSABLE.has(key.value.state) || isPendingDeletion(key.value.state)
  return [
    ...(state ? [] : [`the key is ${key.value.state}, so what would be refused is not known`]),
    ...sight.gaps,
    ...(time === null ? ['neither CloudTrail nor the log of the scripts shows when the key was disabled'] : []),
    ...dependents,
  ]
}

const UNUSABLE: ReadonlySet<string> = new Set(['Disabled'])

/** Null: the whole window was seen. */
function earlyText({ reading: { key }, time, sight: { from, until }, window }: Question): string | null {
  if (!key.known || key.value === 'vanished' || from === null || until === null) return 'nothing was seen yet'
  if (key.value.state === 'Enabled') return 'the key is enabled again'
  if (time !== null && time.until !== null) return `the key was enabled at ${minuteText(time.until)}`
  const left = Math.ceil((from + window - until) / DAY)
  if (left <= 0) return null
  return `${Math.max(0, Math.floor((until - from) / DAY))} of ${Math.round(window / DAY)} days are over`
}

const quietText = ({ sight: { from, until }, window }: Question): string =>
  `no call was refused in ${Math.floor(((until ?? 0) - (from ?? 0)) / DAY)} days (window: ${Math.round(window / DAY)})`
