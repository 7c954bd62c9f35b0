/** Random numbers that are the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number
  /** From 0 to below `end`. */
  below(end: number): number
  chance(of: number): boolean
  pick<T>(of: readonly [T, ...T[]]): T
  hex(digits: number): string
  uuid(): string
}

/** The generator `mulberry32`, which is in the public domain. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  const hex = (digits: number): string => {
    let text = ''
    while (text.length < digits) text += below(0x1000000).toString(16).padStart(6, '0')
    return text.slice(0, digits)
  }
  return {
    next,
    below,
    chance: of => next() < of,
    pick: of => of[below(of.length)] ?? of[0],
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
