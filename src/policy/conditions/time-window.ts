import type { Instant } from '../../model/time.ts'
import type { Condition } from './condition.ts'

/** The time in which a condition on the time of a request can hold. */
interface TimeWindow {
  /** -Infinity: no start. */
  from: Instant
  /** Infinity: no end. */
  until: Instant
}

const UNLIMITED: TimeWindow = { from: -Infinity, until: Infinity }

/**
 * Returns the window of a condition on aws:CurrentTime or aws:EpochTime, which every request carries. Any other
 * condition has a window without start and end. One matching date is enough, so the earliest date starts the window and
 * the latest date ends it. A date that cannot be read does not narrow the window.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function timeWindowOf({ operator, key, values }: Condition): TimeWindow {
  const [, compare] = /^(?:date|numeric)(lessthan|greaterthan|equals)(?:equals)?$/.exec(operator) ?? []
  if (compare === undefined || !TIME_KEYS.has(key) || values.length === 0) return UNLIMITED
  const from = Math.min(...values.map(value => parseDate(value, -Infinity, operator)))
  const until = Math.max(...values.map(value => parseDate(value, Infinity, operator)))
  return {
    from: compare === 'lessthan' ? -Infinity : operator.endsWith('greaterthan') ? from + 1 : from,
    until: compare === 'greaterthan' ? Infinity : until,
  }
}

/**
 * Whether a condition on time holds for every request from now on. Null: it does not, or it is not a condition on time.
 */
export function holdsFromNowOn(now: Instant, condition: Condition): boolean | null {
  const { operator, key, values } = condition
  if (!TIME_KEYS.has(key) || (operator.startsWith('numeric') && key !== 'aws:epochtime')) return null
  const dates = values.map(value => parseDate(value, NaN, operator))
  if (/^(?:date|numeric)greaterthan(?:equals)?$/.test(operator)) return dates.some(date => date < now) || null
  if (/^(?:date|numeric)notequals$/.test(operator)) return dates.every(date => date < now) || null
  return null
}

/** Without aws:TokenIssueTime: it is the time of the credentials, and a caller can renew them. */
const TIME_KEYS: ReadonlySet<string> = new Set(['aws:currenttime', 'aws:epochtime'])

/** Returns `otherwise` if the value is not a date, or a date without a time zone. */
function parseDate(value: string, otherwise: number, operator: string): Instant {
  const isSeconds = operator.startsWith('numeric') ? /^\d+$/.test(value) : /^(?:\d{1,3}|\d{5,})$/.test(value)
  const at = isSeconds ? Number(value) * 1000 : ISO.test(value) ? Date.parse(value) : otherwise
  return Math.abs(at) <= LATEST_DATE ? at : otherwise
}

/** Four digits are a year and not seconds, if the operator compares dates. */
const ISO = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?)?)?$/
/** The latest time that a Date can represent. */
const LATEST_DATE = 8.64e15
