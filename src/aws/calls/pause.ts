import { setTimeout as sleep } from 'node:timers/promises'

const FIRST = 150

/** Exponential, with jitter so that many calls that failed together do not come back together. */
export async function pause(tries: number, signal: AbortSignal): Promise<void> {
  const longest = FIRST * 3 ** (tries - 1)
  await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {})
}
