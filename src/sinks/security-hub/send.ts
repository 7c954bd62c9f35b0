import type { Failure } from '../../aws/answers/answer.ts'
import { importFindings } from '../../aws/security-hub/import-findings.ts'
import type { AsffFinding } from '../../formats/asff/asff-finding.ts'
import type { Destination, SendableState } from './destination.ts'
import { addSent, noCounts, type SentCounts } from './sent-counts.ts'
import { notSentText, rejectedText } from './texts/sent.ts'

/** Calls under way in one place: enough for 10 a second when an answer takes most of a second. */
const CALLS_AT_ONCE = 8

/**
 * Sends the batches of one place, and goes on when one of them fails.
 *
 * @param onError called with one line for each error, as soon as it happens
 * @param onBatch called with the number of findings of each batch that is done, sent or not
 */
export async function sendBatches(
  { place, state: { client } }: Destination<SendableState>,
  batches: Iterator<AsffFinding[]>,
  onError: (line: string) => void,
  onBatch: (findings: number) => void,
): Promise<SentCounts> {
  const counts = noCounts()
  let failed: Failure | null = null
  const work = async (): Promise<void> => {
    for (let next = batches.next(); next.done !== true; next = batches.next()) {
      const answer = await importFindings(client, next.value)
      onBatch(next.value.length)
      if (!answer.known) {
        failed ??= answer
        counts.notSent += next.value.length
        continue
      }
      for (const rejected of answer.value) onError(rejectedText(place, rejected))
      addSent(counts, next.value, new Set(answer.value.map(({ id }) => id)))
    }
  }
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work))
  if (failed !== null) onError(notSentText(place, counts.notSent, failed))
  return counts
}
