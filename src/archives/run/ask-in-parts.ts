import PQueue from 'p-queue'
import { failure, type Failure } from '../../aws/answers/answer.ts'
import type { Waiting } from './until-ended.ts'

/** Asks about each part, a few at once, and then about the parts that `ask` returns. Rejects only if `ask` does. */
export async function askInParts<Part>(
  parts: readonly Part[],
  atOnce: number,
  ask: (part: Part) => Promise<readonly Part[]>,
): Promise<void> {
  const queue = new PQueue({ concurrency: atOnce })
  const askOne = async (part: Part): Promise<void> => {
    for (const next of await ask(part)) void queue.add(() => askOne(next))
  }
  for (const part of parts) void queue.add(() => askOne(part))
  await queue.onIdle()
}

/**
 * Why no further query is run. Null: it can be.
 *
 * @param usedUp the words for: as many bytes have been scanned as an option permits
 */
export function whyNotRun({ signal, budget }: Waiting, usedUp: string): Failure | null {
  if (signal.aborted) return failure('partial', 'not requested: the run was interrupted')
  return budget.isUsedUp ? failure('partial', `not requested: ${usedUp}`) : null
}
