import type { Place } from '../../model/place.ts'

/** The answers of an interrupted run, and the place to keep the answers of this run. JSON values only. */
export interface Memory {
  recall<T>(place: Place, kind: string, id: string): T | undefined
  remember(place: Place, kind: string, id: string, value: unknown): void
}

/** Without `--checkpoint`. */
export const NO_MEMORY: Memory = { recall: () => undefined, remember: () => {} }

/** Returns the remembered answer or a new one, and keeps the new one if it is worth keeping. */
export async function remembered<T>(
  memory: Memory,
  { place, kind, id }: { place: Place; kind: string; id: string },
  ask: () => Promise<T>,
  isAnswer: (value: T) => boolean,
): Promise<T> {
  const known = memory.recall<T>(place, kind, id)
  if (known !== undefined) return known
  const value = await ask()
  if (isAnswer(value)) memory.remember(place, kind, id, value)
  return value
}
