/** Numbers from 0 up to 1. */
export type Random = () => number

/** Returns the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns a function that makes request IDs. */
export function requestIds(random: Random): () => string {
  let requests = 0
  return () => {
    requests += 1
    const digits = Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
    return `${digits}-0000-4000-8000-${requests.toString(16).padStart(12, '0')}`
  }
}
