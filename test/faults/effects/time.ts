import { DAY, HOUR } from '../../../src/model/time.ts'
import { changeField, raw, type MakeEffect } from './make-effects.ts'

const HTML = '<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>'
const WRONG = [-400 * DAY, -100 * DAY, -3 * HOUR, 3 * HOUR, 100 * DAY, 400 * DAY]

/** Answers with the page of a proxy with a wrong clock. */
export const proxyWithWrongDate: MakeEffect = ({ now }, random) => ({
  ...raw(random.pick([200, 502]), 'text/html', HTML),
  date: now + random.pick(WRONG),
})

/** Operations whose answers are evidence, and the first operation of a run. */
const DATED = ['GetKeyLastUsage', 'LookupEvents', 'GetCallerIdentity']

/**
 * Changes the date of an answer of AWS, as a device on the way may do. Never of most answers, because that cannot be
 * noticed.
 */
export const wrongDate: MakeEffect = ({ operation }, random) =>
  DATED.includes(operation) && (operation === 'GetCallerIdentity' || random.chance(0.2))
    ? { kind: 'misdated', by: random.pick(WRONG) }
    : null

/** Answers with a tracking start in the future, or without one. */
export const oddTracking: MakeEffect = ({ operation, now }, random) => {
  if (operation !== 'GetKeyLastUsage') return null
  const start = random.chance(0.3) ? undefined : (now + random.pick([HOUR, DAY, 400 * DAY])) / 1000
  return changeField('TrackingStartDate', () => start)
}
