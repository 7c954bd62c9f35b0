import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadlines } from '../../../src/lib/flow/deadlines.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const SECOND = 1000
const forEver = (): Promise<never> => new Promise(() => {})
const throws = (): Promise<never> => {
  throw new Error('at once')
}
const aborted = { name: 'AbortError' }

/** Its end is noted while the clock is moved on. */
function settled(task: Promise<unknown>): () => string {
  let state = 'waits'
  task.then(
    () => (state = 'done'),
    () => (state = 'stopped'),
  )
  return () => state
}

test('deadlines: the result and the error of a task are passed on, and no timer is left behind', async () => {
  const deadlines = new Deadlines(new AbortController().signal, SECOND)
  await expect(deadlines.within(async () => 7)).resolves.toBe(7)
  await expect(deadlines.within(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(deadlines.within(throws)).rejects.toThrow('at once')
  expect(vi.getTimerCount()).toBe(0)
})

test('deadlines: each task has the whole time, whenever it began', async () => {
  const deadlines = new Deadlines(new AbortController().signal, SECOND)
  const first = settled(deadlines.within(forEver))
  await vi.advanceTimersByTimeAsync(600)
  const second = settled(deadlines.within(forEver))
  await vi.advanceTimersByTimeAsync(390)
  expect([first(), second()]).toEqual(['waits', 'waits'])
  await vi.advanceTimersByTimeAsync(15)
  expect([first(), second()]).toEqual(['stopped', 'waits'])
  await vi.advanceTimersByTimeAsync(580)
  expect(second()).toBe('waits')
  await vi.advanceTimersByTimeAsync(20)
  expect(second()).toBe('stopped')
  expect(vi.getTimerCount()).toBe(0)
})

test('deadlines: a task that ended is not stopped, and does not hold up those after it', async () => {
  const deadlines = new Deadlines(new AbortController().signal, SECOND)
  const stop = vi.fn()
  const callOff = deadlines.watch(stop)
  await vi.advanceTimersByTimeAsync(500)
  const next = settled(deadlines.within(forEver))
  callOff()
  await vi.advanceTimersByTimeAsync(SECOND)
  expect(stop).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(501)
  expect(next()).toBe('stopped')
})

test('deadlines: the outer signal stops all tasks at once, and any that come later', async () => {
  const outer = new AbortController()
  const deadlines = new Deadlines(outer.signal, SECOND)
  const tasks = [deadlines.within(forEver), deadlines.within(forEver)]
  outer.abort()
  for (const task of [...tasks, deadlines.within(forEver)]) await expect(task).rejects.toMatchObject(aborted)
  expect(vi.getTimerCount()).toBe(0)
})

test('deadlines: thousands of tasks listen to the outer signal once', async () => {
  const { signal } = new AbortController()
  const deadlines = new Deadlines(signal, SECOND)
  await Promise.all(Array.from({ length: 5000 }, () => deadlines.within(async () => 1)))
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
})

test.each([
  ['running', new AbortController().signal],
  ['stopped', AbortSignal.abort()],
])('deadlines: a task that ignores its signal does not hold up a run that is %s', async (_, signal) => {
  const stopped = expect(new Deadlines(signal, SECOND).within(forEver)).rejects.toMatchObject(aborted)
  await vi.advanceTimersByTimeAsync(SECOND)
  await stopped
})
