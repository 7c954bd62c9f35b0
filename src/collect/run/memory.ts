import type { Place } from '../../model/place.ts'

/** What a run that died has learnt, and where this one keeps what it learns. JSON values only. */
export interface Memory {
  recall<T>(place: Place, kind: string, id: string): T | undefined
  remember(place: Place, kind: string, id: string, value: unknown): void
}

/** Without `--checkpoint`. */
export const NO_MEMORY: Memory = { recall: () => undefined, remember: () => {} }

/** The remembered answer, or a new one, which is kept if it is one. */
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
