import { expect, test } from 'vitest'
import { OperationQueue } from '../../../src/aws/calls/operation-queue.ts'

/** `b3` is of rank 1, after `a1` of rank 0. */
const byLetter = (id: string): number => id.charCodeAt(0) - 'a'.charCodeAt(0)

/** Tasks that end when they are told to, in a queue that runs four of them at once. */
function slowTasks() {
  const queue = new OperationQueue(1)
  const [started, ends]: [string[], (() => void)[]] = [[], []]
  const run = (id: string): Promise<void> =>
    queue.run(id, async () => {
      started.push(id)
      await new Promise<void>(resolve => ends.push(resolve))
    })
  const end = async (): Promise<void> => {
    ends.shift()?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { queue, started, run, end }
}

test('operation queue: four calls of a slow operation are under way at once', async () => {
  const { queue, started, run, end } = slowTasks()
  for (const id of ['a1', 'a2', 'a3', 'a4', 'a5']) void run(id)
  expect([started.length, queue.waiting]).toEqual([4, 5])
  await end()
  expect([started.length, queue.waiting]).toEqual([5, 4])
})

test('operation queue: the lowest rank goes first among the calls that wait', async () => {
  const { queue, started, run, end } = slowTasks()
  for (const id of ['x1', 'x2', 'x3', 'x4', 'b1', 'a1', 'b2', 'a2']) void run(id)
  queue.rerank(byLetter)
  for (let ended = 0; ended < 4; ended++) await end()
  expect(started.slice(4)).toEqual(['a1', 'a2', 'b1', 'b2'])
})

test('operation queue: a call that fails rejects, and the next one goes', async () => {
  const queue = new OperationQueue(1)
  const failing = queue.run('one', () => Promise.reject(new Error('a bug')))
  await expect(failing).rejects.toThrow('a bug')
  await expect(queue.run('two', async () => 'answer')).resolves.toBe('answer')
  expect(queue.waiting).toBe(0)
})

test('operation queue: who fills it can wait until fewer calls wait', async () => {
  const { queue, run, end } = slowTasks()
  let isBelow = false
  for (let n = 0; n < 7; n++) void run(`a${n}`)
  void queue.belowSize(2).then(() => void (isBelow = true))
  await end()
  expect(isBelow).toBe(false)
  await end()
  expect(isBelow).toBe(true)
  await expect(queue.belowSize(100)).resolves.toBeUndefined()
})
