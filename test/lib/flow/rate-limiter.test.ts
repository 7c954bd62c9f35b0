import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RateLimiter } from '../../../src/lib/flow/rate-limiter.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = new AbortController().signal
const limiters = (perSecond: number) => ({ limiter: new RateLimiter(perSecond), times: [] as number[] })

/** Lets so many calls queue at once; their times gather as they pass. */
function queue({ limiter, times }: ReturnType<typeof limiters>, calls: number): Promise<void>[] {
  return Array.from({ length: calls }, () => limiter.pass(never).then(() => void times.push(performance.now())))
}

async function timesOf(perSecond: number, calls: number): Promise<number[]> {
  const made = limiters(perSecond)
  const began = performance.now()
  const waiting = Promise.all(queue(made, calls))
  await vi.advanceTimersByTimeAsync((calls / perSecond) * 1100 + 2000)
  await waiting
  return made.times.map(time => time - began)
}

const burstOf = (perSecond: number): number => Math.max(1, Math.ceil(perSecond / 2))

/** Most calls over what a window of that length may hold; not above 0 for any window. */
function excess(times: readonly number[], perSecond: number): number {
  let most = Number.NEGATIVE_INFINITY
  for (const [first, from] of times.entries()) {
    for (let last = first; last < times.length; last++) {
      const seconds = ((times[last] ?? 0) - from) / 1000
      most = Math.max(most, last - first + 1 - burstOf(perSecond) - perSecond * seconds)
    }
  }
  return most
}

describe('the rate', () => {
  test.each([0.5, 2, 5, 25, 100])('rate limiter: nearly all of a rate of %d a second is used', async perSecond => {
    const calls = Math.ceil(perSecond * 20)
    const last = (await timesOf(perSecond, calls)).at(-1) ?? 0
    expect(last).toBeGreaterThan(((calls - burstOf(perSecond)) / perSecond) * 1000)
    expect(last).toBeLessThan((calls / perSecond) * 1000 * 1.05 + 1000)
  })

  test('rate limiter: the rate is not exceeded in any window, however the calls, answers and throttled answers come', async () => {
    const step = fc.record({
      calls: fc.nat(8),
      wait: fc.nat(1500),
      told: fc.constantFrom('nothing', 'throttled', 'answered'),
    })
    const rates = fc.constantFrom(0.7, 1, 2, 5, 13, 50)
    await fc.assert(
      fc.asyncProperty(rates, fc.array(step, { maxLength: 8 }), async (perSecond, steps) => {
        const made = limiters(perSecond)
        const waiting = []
        for (const { calls, wait, told } of steps) {
          waiting.push(...queue(made, calls))
          if (told === 'throttled') made.limiter.slowDown()
          if (told === 'answered') made.limiter.succeeded()
          await vi.advanceTimersByTimeAsync(wait)
        }
        await vi.advanceTimersByTimeAsync(600_000 / perSecond)
        await Promise.all(waiting)
        expect(made.times).toHaveLength(steps.reduce((sum, { calls }) => sum + calls, 0))
        expect(excess(made.times, perSecond)).toBeLessThanOrEqual(1e-6)
        expect(made.limiter.rate).toBeLessThanOrEqual(perSecond)
      }),
      { numRuns: 15 },
    )
  })

  test("rate limiter: at most half a second's worth passes at once, also after a long pause", async () => {
    const made = limiters(100)
    await vi.advanceTimersByTimeAsync(3_600_000)
    const waiting = queue(made, 200)
    await vi.advanceTimersByTimeAsync(0)
    expect(made.times).toHaveLength(50)
    await vi.advanceTimersByTimeAsync(3000)
    await Promise.all(waiting)
  })
})

test('rate limiter: calls pass in the order in which they came', async () => {
  const limiter = new RateLimiter(10)
  const order: number[] = []
  const waiting = Promise.all(Array.from({ length: 30 }, (_, n) => limiter.pass(never).then(() => order.push(n))))
  await vi.advanceTimersByTimeAsync(5000)
  await waiting
  expect(order).toEqual(Array.from({ length: 30 }, (_, n) => n))
})

describe('a throttled call', () => {
  test('rate limiter: a throttled call lowers the rate and empties what had gathered', async () => {
    const made = limiters(100)
    const before = made.limiter.rate
    made.limiter.slowDown()
    expect(made.limiter.rate).toBeCloseTo(before * 0.6, 6)
    const waiting = queue(made, 10)
    await vi.advanceTimersByTimeAsync(0)
    expect(made.times).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    await Promise.all(waiting)
  })

  test('counts once a second: answers to calls that were under way say nothing new', async () => {
    const { limiter } = limiters(100)
    for (let call = 0; call < 50; call++) limiter.slowDown()
    const once = limiter.rate
    await vi.advanceTimersByTimeAsync(999)
    limiter.slowDown()
    expect(limiter.rate).toBe(once)
    await vi.advanceTimersByTimeAsync(1)
    limiter.slowDown()
    expect(limiter.rate).toBeCloseTo(once * 0.6, 6)
  })

  test('rate limiter: throttled calls never stop it completely', async () => {
    const { limiter } = limiters(2)
    for (let second = 0; second < 100; second++) {
      limiter.slowDown()
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(limiter.rate).toBeGreaterThanOrEqual(0.09)
    const pass = limiter.pass(never)
    await vi.advanceTimersByTimeAsync(11_000)
    await expect(pass).resolves.toBeUndefined()
  })

  test('rate limiter: a throttled call is forgotten after enough answers, and no more than the quota comes back', async () => {
    const { limiter } = limiters(100)
    const full = limiter.rate
    limiter.slowDown()
    limiter.succeeded()
    expect(limiter.rate).toBeGreaterThan(full * 0.6)
    expect(limiter.rate).toBeLessThan(full * 0.65)
    for (let answer = 0; answer < 100; answer++) limiter.succeeded()
    expect(limiter.rate).toBeCloseTo(full, 6)
  })
})

describe('when the signal fires', () => {
  test('rate limiter: when the signal fires, all that wait are rejected at once, and nothing is left behind', async () => {
    const limiter = new RateLimiter(0.1)
    const controller = new AbortController()
    await limiter.pass(controller.signal)
    const waiting = Promise.allSettled([1, 2, 3].map(() => limiter.pass(controller.signal)))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort()
    const outcomes = await waiting
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } })
    }
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  test('rate limiter: a call with another signal still gets its turn, and no token is lost', async () => {
    const limiter = new RateLimiter(1)
    const controller = new AbortController()
    await limiter.pass(never)
    const mine = limiter.pass(controller.signal)
    mine.catch(() => {})
    const other = limiter.pass(never)
    controller.abort()
    await expect(mine).rejects.toThrow()
    await vi.advanceTimersByTimeAsync(1100)
    await expect(other).resolves.toBeUndefined()
  })

  test('rate limiter: a signal that has fired already lets nothing pass', async () => {
    await expect(new RateLimiter(100).pass(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })
})
