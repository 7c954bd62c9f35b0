import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withDeadline } from '../../src/lib/deadline.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const throws = (): Promise<never> => {
  throw new Error('at once')
}

/** Ends when its signal fires. */
const untilStopped = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))

const nothingLeft = (outer: AbortSignal): void => {
  expect(vi.getTimerCount()).toBe(0)
  expect(getEventListeners(outer, 'abort')).toEqual([])
}

test('hands on what the task says, and leaves nothing behind', async () => {
  const { signal } = new AbortController()
  await expect(withDeadline(signal, 1000, async () => 7)).resolves.toBe(7)
  nothingLeft(signal)
})

test('hands on how the task fails, at once or later, and leaves nothing behind', async () => {
  const { signal } = new AbortController()
  await expect(withDeadline(signal, 1000, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(withDeadline(signal, 1000, throws)).rejects.toThrow('at once')
  nothingLeft(signal)
})

test('stops the task when its time is up, not before', async () => {
  const { signal } = new AbortController()
  const stopped = vi.fn()
  const task = withDeadline(signal, 1000, untilStopped)
  task.catch(stopped)
  await vi.advanceTimersByTimeAsync(999)
  expect(stopped).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await expect(task).rejects.toThrow()
  expect(signal.aborted).toBe(false)
  nothingLeft(signal)
})

test('stops the task when the outer signal fires', async () => {
  const controller = new AbortController()
  const seen: AbortSignal[] = []
  const task = withDeadline(controller.signal, 1000, signal => {
    seen.push(signal)
    return untilStopped(signal)
  })
  controller.abort()
  await expect(task).rejects.toThrow()
  expect(seen.map(({ aborted }) => aborted)).toEqual([true])
  nothingLeft(controller.signal)
})
