import { expect, test } from 'vitest'
import { Countdown } from '../../../src/lib/flow/countdown.ts'

async function isDone({ done }: Countdown): Promise<boolean> {
  return Promise.race([done.then(() => true), new Promise<boolean>(resolve => setImmediate(resolve, false))])
}

test('countdown: done when the end is known and everything has arrived, in either order', async () => {
  const countdown = new Countdown()
  countdown.announce()
  countdown.announce()
  countdown.arrive()
  countdown.end()
  expect(await isDone(countdown)).toBe(false)
  countdown.arrive()
  expect(await isDone(countdown)).toBe(true)
})

test('countdown: not done while more may be announced', async () => {
  const countdown = new Countdown()
  countdown.announce()
  countdown.arrive()
  expect(await isDone(countdown)).toBe(false)
  countdown.end()
  expect(await isDone(countdown)).toBe(true)
})

test('countdown: done at its end when nothing was announced', async () => {
  const countdown = new Countdown()
  countdown.end()
  expect(await isDone(countdown)).toBe(true)
})
