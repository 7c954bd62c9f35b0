import { expect, test } from 'vitest'
import { RunClock } from '../../src/aws/clock.ts'
import { HOUR, MINUTE, SECOND } from '../../src/model/time.ts'
import { NOW } from './a-place.ts'

const header = (at: number): string => new Date(at).toUTCString()
const aClock = (machine = NOW) => {
  const time = { machine }
  return { time, clock: new RunClock(() => time.machine) }
}

test('is the machine until AWS has answered', () => {
  const { time, clock } = aClock()
  expect(clock.now).toBe(NOW)
  time.machine += HOUR
  expect(clock.now).toBe(NOW + HOUR)
  expect(clock.wrongBy).toBeNull()
})

test.each([
  ['behind', -3 * HOUR],
  ['ahead', 3 * HOUR],
])('of a machine that is %s is the time of AWS, and people are told', (_, wrong) => {
  const { clock } = aClock(NOW + wrong)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
  expect(clock.wrongBy).toBe(-wrong)
})

test('stands still from the first answer on: later answers and the machine change nothing', () => {
  const { time, clock } = aClock(NOW - HOUR)
  clock.observe(header(NOW))
  time.machine += 10 * MINUTE
  clock.observe(header(NOW + HOUR))
  expect(clock.now).toBe(NOW)
  expect(clock.wrongBy).toBe(HOUR)
})

test.each([0, 1, -1, 1.9])('%i s of difference are none', seconds => {
  const machine = NOW + 400
  const { clock } = aClock(machine)
  clock.observe(header(machine - 400 + Math.trunc(seconds) * SECOND))
  expect(clock.now).toBe(machine)
  expect(clock.wrongBy).toBeNull()
})

test('of a machine that is three seconds off is the time of AWS', () => {
  const { clock } = aClock(NOW - 3 * SECOND)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
})

test.each([
  ['under five minutes', 4 * MINUTE + 59 * SECOND, null],
  ['five minutes', 5 * MINUTE, null],
  ['more than five minutes', 5 * MINUTE + SECOND, 5 * MINUTE + SECOND],
])('%s are corrected, and told only when more', (_, wrong, told) => {
  const { clock } = aClock(NOW - wrong)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
  expect(clock.wrongBy).toBe(told)
})

test.each([undefined, '', 'yesterday'])('a Date header %j says nothing, and the next one counts', date => {
  const { clock } = aClock(NOW - HOUR)
  clock.observe(date)
  expect(clock.now).toBe(NOW - HOUR)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
})
