import { seeded } from '../../src/simulation/world/random.ts'

/** Random choices that are the same for the same name. */
export interface RandomChoices {
  /** Returns a number from 0 up to 1. */
  roll(): number
  chance(probability: number): boolean
  /** Returns an integer from `min` to `max`, both included. */
  int(min: number, max: number): number
  pick<T>(items: readonly T[]): T
  /** Returns a subset: each item is included with this probability. */
  some<T>(items: readonly T[], probability: number): T[]
}

export function randomFor(name: string): RandomChoices {
  const next = seeded(hashOf(name))
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return {
    roll: next,
    chance: probability => next() < probability,
    int,
    pick: <T>(items: readonly T[]) => items[int(0, items.length - 1)] as T,
    some: (items, probability) => items.filter(() => next() < probability),
  }
}

/** Returns a number from 0 up to 1 that depends on the name only, so the order of calls cannot change it. */
export const randomFraction = (name: string): number => seeded(hashOf(name))()

/** Returns the FNV-1a hash of a text. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
