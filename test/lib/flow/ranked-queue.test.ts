import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RankedQueue } from '../../../src/lib/flow/ranked-queue.ts'

/** A queue of tasks that are known by their ids. */
function named() {
  const queue = new RankedQueue()
  const ids = new Map<() => Promise<unknown>, string>()
  return {
    queue,
    add(id: string) {
      const run = async () => id
      ids.set(run, id)
      queue.enqueue(id, run)
    },
    take(): string | undefined {
      const run = queue.dequeue()
      return run === undefined ? undefined : ids.get(run)
    },
    all(): string[] {
      const taken: string[] = []
      for (let id = this.take(); id !== undefined; id = this.take()) taken.push(id)
      return taken
    },
  }
}

const unranked: typeof byLetter = () => 0
/** `b3` is of rank 1, before `c1` of rank 2. */
const byLetter = (id: string): number => id.charCodeAt(0) - 'a'.charCodeAt(0)

test('ranked queue: without ranks it is first in, first out', () => {
  const queue = named()
  for (const id of ['c', 'a', 'b']) queue.add(id)
  expect(queue.all()).toEqual(['c', 'a', 'b'])
})

test('ranked queue: the lowest rank is first, and within a rank the first in', () => {
  const queue = named()
  queue.queue.rerank(byLetter)
  for (const id of ['b1', 'a1', 'c1', 'a2', 'b2', 'a3']) queue.add(id)
  expect(queue.all()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'])
})

test('ranked queue: new ranks apply to tasks that wait and to those that come', () => {
  const queue = named()
  for (const id of ['b1', 'a1', 'b2', 'a2']) queue.add(id)
  expect(queue.take()).toBe('b1')
  queue.queue.rerank(byLetter)
  expect(queue.take()).toBe('a1')
  queue.add('a3')
  expect(queue.all()).toEqual(['a2', 'a3', 'b2'])
})

test('ranked queue: an empty queue is empty, also after it was filled', () => {
  const queue = named()
  expect(queue.take()).toBeUndefined()
  queue.add('a')
  queue.all()
  expect(queue.take()).toBeUndefined()
  expect(queue.queue.size).toBe(0)
})

test('ranked queue: the order is that of a stable sort, whatever is added, taken and reranked; nothing is lost or doubled', () => {
  const command = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c') },
    { weight: 3, arbitrary: fc.constant('take' as const) },
    { weight: 1, arbitrary: fc.constantFrom('rerank up' as const, 'rerank down' as const) },
  )
  fc.assert(
    fc.property(fc.array(command, { maxLength: 80 }), commands => {
      const queue = named()
      let waiting: string[] = []
      let rank = unranked
      for (const [n, each] of commands.entries()) {
        if (each === 'take') {
          const [next] = waiting.toSorted((one, other) => rank(one) - rank(other))
          expect(queue.take()).toBe(next)
          waiting = waiting.filter(id => id !== next)
        } else if (each === 'rerank up' || each === 'rerank down') {
          // What waits keeps its order within the ranks that it had.
          waiting = waiting.toSorted((one, other) => rank(one) - rank(other))
          const sign = each === 'rerank up' ? 1 : -1
          rank = id => sign * byLetter(id)
          queue.queue.rerank(rank)
        } else {
          queue.add(`${each}${n}`)
          waiting.push(`${each}${n}`)
        }
        expect(queue.queue.size).toBe(waiting.length)
      }
      expect(queue.all().toSorted()).toEqual(waiting.toSorted())
    }),
  )
})

test('ranked queue: 50,000 tasks are queued, reranked and taken without growing slower', () => {
  const queue = named()
  const began = performance.now()
  for (let n = 0; n < 50_000; n++) queue.add(`${'ab'[n % 2]}${n}`)
  queue.queue.rerank(byLetter)
  expect(queue.all()).toHaveLength(50_000)
  expect(performance.now() - began).toBeLessThan(3000)
})

function enqueued(queue: RankedQueue): () => Promise<unknown> {
  const run = () => Promise.resolve(queue.size)
  queue.enqueue('first', run)
  return run
}

test('ranked queue: tasks that have run are freed, also while others keep coming', () => {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const queue = new RankedQueue()
  const first = new WeakRef(enqueued(queue))
  for (let task = 0; task < 5000; task++) {
    queue.enqueue('another', async () => 'another')
    queue.dequeue()
  }
  return new Promise<void>(resolve => setImmediate(resolve)).then(() => {
    gc()
    expect(queue.size).toBe(1)
    expect(first.deref()).toBeUndefined()
  })
})
