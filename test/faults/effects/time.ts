import { DAY, HOUR } from '../../../src/model/time.ts'
import { changeField, raw, type MakeEffect } from './make-effects.ts'

const HTML = '<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>'
const WRONG = [-400 * DAY, -100 * DAY, -3 * HOUR, 3 * HOUR, 100 * DAY, 400 * DAY]

/** The page of a proxy whose clock is wrong. */
export const proxyWithWrongDate: MakeEffect = ({ now }, random) => ({
  ...raw(random.pick([200, 502]), 'text/html', HTML),
  date: now + random.pick(WRONG),
})

/** Operations whose answers are evidence, and the first one of a run. */
const DATED = ['GetKeyLastUsage', 'LookupEvents', 'GetCallerIdentity']

/** An answer of AWS that something on the way has dated anew. Never most of the answers: nobody could tell. */
export const wrongDate: MakeEffect = ({ operation }, random) =>
  DATED.includes(operation) && (operation === 'GetCallerIdentity' || random.chance(0.2))
    ? { kind: 'misdated', by: random.pick(WRONG) }
    : null

/** Last-usage tracking that has not begun, or does not say when. */
export const oddTracking: MakeEffect = ({ operation, now }, random) => {
  if (operation !== 'GetKeyLastUsage') return null
  const start = random.chance(0.3) ? undefined : (now + random.pick([HOUR, DAY, 400 * DAY])) / 1000
  return changeField('TrackingStartDate', () => start)
}
