import type { CallContext } from './call-context.ts'

/** Milliseconds before the second try, at most; three times as long before each later one. */
const FIRST = 150

/** Waits before the next try. A random share of the time keeps calls that failed together from coming back together. */
export async function pause(
  tries: number,
  { signal, sleep, patience }: Pick<CallContext, 'signal' | 'sleep' | 'patience'>,
): Promise<void> {
  const longest = FIRST * 3 ** (tries - 1) * patience
  await sleep(longest * (0.5 + Math.random() / 2), signal).catch(() => {})
}
