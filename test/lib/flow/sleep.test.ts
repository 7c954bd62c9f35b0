import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sleep } from '../../../src/lib/flow/sleep.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('sleep: ends when its time is over, and then no longer listens to the signal', async () => {
  const { signal } = new AbortController()
  const slept = sleep(1000, signal)
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1000)
  await expect(slept).resolves.toBeUndefined()
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})

test.each(['before it', 'during it'])('sleep: a signal that fires %s ends it and leaves no timer', async when => {
  const controller = new AbortController()
  if (when === 'before it') controller.abort()
  const slept = expect(sleep(1000, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  controller.abort()
  await slept
  expect(vi.getTimerCount()).toBe(0)
})
