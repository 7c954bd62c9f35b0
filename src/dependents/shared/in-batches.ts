import { batches } from '../../lib/batches.ts'

/** Describes what was listed, at most `size` at a time, all batches side by side. */
export async function inBatches<T>(
  listed: readonly T[],
  size: number,
  describe: (batch: T[]) => Promise<void>,
): Promise<void> {
  await Promise.all([...batches(listed, size)].map(describe))
}
