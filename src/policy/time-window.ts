import type { Instant } from '../model/time.ts'
import type { Condition } from './condition.ts'

/** When a condition on the time of a request can hold. */
interface Window {
  /** -Infinity: no condition says when it begins. */
  from: Instant
  until: Instant
}

const ALWAYS: Window = { from: -Infinity, until: Infinity }

/**
 * The window of one condition on aws:CurrentTime or aws:EpochTime; always for every other condition. Both keys are in
 * every request. Of several dates any one is enough, so the earliest begins and the latest ends the window. A date that
 * cannot be read never narrows it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function windowOf({ operator, key, values }: Condition): Window {
  const [, compare] = /^(?:date|numeric)(lessthan|greaterthan|equals)(?:equals)?$/.exec(operator) ?? []
  if (compare === undefined || !TIME_KEYS.has(key) || values.length === 0) return ALWAYS
  const from = Math.min(...values.map(value => instantOf(value, -Infinity, operator)))
  const until = Math.max(...values.map(value => instantOf(value, Infinity, operator)))
  return {
    from: compare === 'lessthan' ? -Infinity : operator.endsWith('greaterthan') ? from + 1 : from,
    until: compare === 'greaterthan' ? Infinity : until,
  }
}

/** Whether the condition holds for every request from now on; null: it is not a condition on time, or it depends. */
export function holdsFrom(now: Instant, condition: Condition): boolean | null {
  const { operator, key, values } = condition
  if (!TIME_KEYS.has(key) || (operator.startsWith('numeric') && key !== 'aws:epochtime')) return null
  const dates = values.map(value => instantOf(value, NaN, operator))
  if (/^(?:date|numeric)greaterthan(?:equals)?$/.test(operator)) return dates.some(date => date < now) || null
  if (/^(?:date|numeric)notequals$/.test(operator)) return dates.every(date => date < now) || null
  return null
}

/** aws:TokenIssueTime is not one of them: it is the time of the credentials, which a caller can renew. */
const TIME_KEYS: ReadonlySet<string> = new Set(['aws:currenttime', 'aws:epochtime'])

/** `otherwise` where it is not a date, or one of no certain time zone. */
function instantOf(value: string, otherwise: number, operator: string): Instant {
  const isSeconds = operator.startsWith('numeric') ? /^\d+$/.test(value) : /^(?:\d{1,3}|\d{5,})$/.test(value)
  const at = isSeconds ? Number(value) * 1000 : ISO.test(value) ? Date.parse(value) : otherwise
  return Math.abs(at) <= LATEST ? at : otherwise
}

/** For a date operator, a year alone is a year and not seconds. */
const ISO = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?)?)?$/
/** Of what a Date can hold. */
const LATEST = 8.64e15
