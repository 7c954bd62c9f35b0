import { seeded } from '../../src/simulation/world/random.ts'

/** Choices that are the same for the same name. */
export interface RandomChoices {
  /** From 0 up to 1. */
  roll(): number
  chance(probability: number): boolean
  /** Whole, both ends included. */
  int(min: number, max: number): number
  pick<T>(items: readonly T[]): T
  /** Every item with this probability. */
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

/** A number from 0 up to 1 that depends on nothing but the name: no order of calls can change it. */
export const randomFraction = (name: string): number => seeded(hashOf(name))()

/** FNV-1a */
function hashOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
