import { DAY, HOUR } from '../../../src/model/time.ts'
import { changeField, raw, type Mishap } from './shapes.ts'

const HTML = '<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>'
const WRONG = [-400 * DAY, -100 * DAY, -3 * HOUR, 3 * HOUR, 100 * DAY, 400 * DAY]

/** The page of a proxy whose clock is wrong. */
export const proxyWithWrongDate: Mishap = ({ now }, dice) => ({
  ...raw(dice.pick([200, 502]), 'text/html', HTML),
  date: now + dice.pick(WRONG),
})

/** Operations whose answers are evidence, and the first one of a run. */
const DATED = ['GetKeyLastUsage', 'LookupEvents', 'GetCallerIdentity']

/** An answer of AWS that something on the way has dated anew. Never most of the answers: nobody could tell. */
export const wrongDate: Mishap = ({ operation }, dice) =>
  DATED.includes(operation) && (operation === 'GetCallerIdentity' || dice.chance(0.2))
    ? { kind: 'misdated', by: dice.pick(WRONG) }
    : null

/** Last-usage tracking that has not begun, or does not say when. */
export const oddTracking: Mishap = ({ operation, now }, dice) => {
  if (operation !== 'GetKeyLastUsage') return null
  const start = dice.chance(0.3) ? undefined : (now + dice.pick([HOUR, DAY, 400 * DAY])) / 1000
  return changeField('TrackingStartDate', () => start)
}
