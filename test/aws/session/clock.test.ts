import { describe, expect, test } from 'vitest'
import { RunClock } from '../../../src/aws/session/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time.ts'
import { NOW } from '../a-place.ts'

const header = (time: number): string => new Date(time).toUTCString()
const at = (date: number) => ({ date, earliest: date, latest: date })
const aClock = (machine = NOW) => {
  const time = { machine, elapsed: 0 }
  const clock = new RunClock(
    () => time.machine,
    () => time.elapsed,
  )
  /** AWS answers after so long, dated `Date`. */
  const answer = (elapsed: number, date: number) => {
    time.elapsed = elapsed
    return clock.observe(header(date))
  }
  return { time, clock, answer }
}

test('clock: the time is that of the machine until AWS has answered', () => {
  const { time, clock } = aClock()
  expect(clock.now).toBe(NOW)
  time.machine += HOUR
  expect(clock.now).toBe(NOW + HOUR)
  expect(clock.wrongBy).toBeNull()
})

test.each([
  ['behind', -3 * HOUR],
  ['ahead', 3 * HOUR],
])('clock: a machine whose clock is %s takes the time of AWS, and a note says so', (_, wrong) => {
  const { clock } = aClock(NOW + wrong)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
  expect(clock.wrongBy).toBe(-wrong)
})

test('clock: it is fixed by the first answer, and later answers do not change it', () => {
  const { time, clock } = aClock(NOW - HOUR)
  clock.observe(header(NOW))
  time.machine += 10 * MINUTE
  clock.observe(header(NOW + HOUR))
  expect(clock.now).toBe(NOW)
  expect(clock.wrongBy).toBe(HOUR)
})

test.each([0, 1, -1, 1.9])('clock: a difference of %i s is ignored', seconds => {
  const machine = NOW + 400
  const { clock } = aClock(machine)
  clock.observe(header(machine - 400 + Math.trunc(seconds) * SECOND))
  expect(clock.now).toBe(machine)
  expect(clock.wrongBy).toBeNull()
})

test('clock: on a machine that is three seconds off, the time is that of AWS', () => {
  const { clock } = aClock(NOW - 3 * SECOND)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
})

test.each([
  ['under five minutes', 4 * MINUTE + 59 * SECOND, null],
  ['five minutes', 5 * MINUTE, null],
  ['more than five minutes', 5 * MINUTE + SECOND, 5 * MINUTE + SECOND],
])('clock: %s are corrected, with a note only for more than five minutes', (_, wrong, told) => {
  const { clock } = aClock(NOW - wrong)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
  expect(clock.wrongBy).toBe(told)
})

test.each([undefined, '', 'yesterday'])('clock: a Date header %j says nothing, and the next one counts', date => {
  const { clock } = aClock(NOW - HOUR)
  clock.observe(date)
  expect(clock.now).toBe(NOW - HOUR)
  clock.observe(header(NOW))
  expect(clock.now).toBe(NOW)
})

describe('the time of an answer', () => {
  test('clock: the time of an answer is its Date if the run agrees', () => {
    const { answer } = aClock()
    answer(0, NOW)
    expect(answer(2 * HOUR, NOW + 2 * HOUR)).toEqual(at(NOW + 2 * HOUR))
  })

  test('clock: if the machine was suspended, the time lies between the two clocks, because only AWS noticed', () => {
    const { answer } = aClock()
    answer(0, NOW)
    const [earliest, latest] = [NOW + MINUTE, NOW + 8 * HOUR]
    expect(answer(MINUTE, latest)).toEqual({ date: latest, earliest, latest })
  })

  test('clock: the time of an answer dated too early lies between the two clocks', () => {
    const { answer } = aClock()
    answer(0, NOW)
    const [earliest, latest] = [NOW - 100 * DAY, NOW + MINUTE]
    expect(answer(MINUTE, earliest)).toEqual({ date: earliest, earliest, latest })
  })

  test.each([undefined, '', 'yesterday'])(
    'clock: the time of an answer is that of the run if its Date header is %j',
    date => {
      const { clock, time, answer } = aClock()
      answer(0, NOW)
      time.elapsed = HOUR
      // The machine's clock may be set meanwhile.
      time.machine = 0
      expect(clock.observe(date)).toEqual(at(NOW + HOUR))
    },
  )
})

describe('at the end of a run', () => {
  test('clock: at the end of a run nothing changes if the answers agree', () => {
    const { clock, answer } = aClock(NOW - 3 * HOUR)
    for (const elapsed of [0, HOUR, 5 * HOUR]) answer(elapsed, NOW + elapsed + 2 * SECOND)
    expect(clock.settle()).toBeNull()
    expect(clock.now).toBe(NOW + 2 * SECOND)
  })

  test.each([
    ['ahead', 100 * DAY],
    ['behind', -100 * DAY],
  ])('clock: at the end of a run most answers outvote a first one that was dated %s', (_, wrong) => {
    const { clock, answer } = aClock()
    answer(0, NOW + wrong)
    for (const minutes of [1, 2, 3]) answer(minutes * MINUTE, NOW + minutes * MINUTE)
    expect(clock.settle()).toBe(-wrong)
    expect(clock.now).toBe(NOW)
    expect(clock.time).toBe(NOW + 3 * MINUTE)
    expect(clock.wrongBy).toBeNull()
  })

  test('clock: at the end of a run one odd answer changes nothing', () => {
    const { clock, answer } = aClock()
    for (const minutes of [0, 1, 2]) answer(minutes * MINUTE, NOW + minutes * MINUTE)
    answer(3 * MINUTE, NOW + 100 * DAY)
    expect(clock.settle()).toBeNull()
    expect(clock.now).toBe(NOW)
  })

  test('clock: a last answer with a wrong Date does not make the run longer', () => {
    const { clock, answer } = aClock()
    for (const minutes of [0, 1, 2]) answer(minutes * MINUTE, NOW + minutes * MINUTE)
    answer(3 * MINUTE, NOW + 100 * DAY)
    clock.settle()
    expect(clock.latest).toBe(NOW + 3 * MINUTE)
  })

  test('clock: at the end of a run, hours in which the machine was suspended belong to it', () => {
    const { clock, time, answer } = aClock()
    for (const minutes of [0, 1, 2]) answer(minutes * MINUTE, NOW + minutes * MINUTE)
    time.machine = NOW + 8 * HOUR
    answer(3 * MINUTE, NOW + 8 * HOUR)
    clock.settle()
    expect(clock.latest).toBe(NOW + 8 * HOUR)
  })

  test('clock: the time of a resumed run stays that of the run before', () => {
    const { clock, answer } = aClock()
    answer(0, NOW + 100 * DAY)
    clock.resume(NOW - HOUR)
    for (const minutes of [1, 2]) answer(minutes * MINUTE, NOW + minutes * MINUTE)
    expect(clock.settle()).toBe(-100 * DAY)
    expect(clock.now).toBe(NOW - HOUR)
    expect(clock.latest).toBe(NOW + 2 * MINUTE)
  })
})
