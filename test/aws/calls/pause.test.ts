import { expect, test } from 'vitest'
import { pause } from '../../../src/aws/calls/pause.ts'

/** The pause before each of the first three further tries, in milliseconds. */
async function pauses(patience: number): Promise<number[]> {
  const slept: number[] = []
  const sleep = async (milliseconds: number): Promise<void> => void slept.push(milliseconds)
  for (const tries of [1, 2, 3]) await pause(tries, { signal: new AbortController().signal, sleep, patience })
  return slept
}

test.each([1, 0.1])('pause: each is about three times as long as the one before, times %d', async patience => {
  for (const [index, slept] of (await pauses(patience)).entries()) {
    const longest = [150, 450, 1350][index] ?? 0
    expect(slept).toBeLessThanOrEqual(longest * patience)
    expect(slept).toBeGreaterThanOrEqual((longest * patience) / 2)
  }
})

const rejected = (): Promise<void> => Promise.reject(new DOMException('aborted', 'AbortError'))

test('pause: the end of the run ends it', async () => {
  const signal = AbortSignal.abort()
  await expect(pause(1, { signal, sleep: rejected, patience: 1 })).resolves.toBeUndefined()
})
