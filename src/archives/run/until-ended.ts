import { type Answer, failure, type Failure } from '../../aws/answers/answer.ts'
import { sleep } from '../../lib/flow/sleep.ts'
import type { Budget } from './budget.ts'

/** A query that runs in AWS. */
export interface RunningQuery<State extends { state: string; bytes: number }> {
  id: string
  /** Asks AWS for the state. `bytes`: scanned so far. */
  look(): Promise<Answer<State>>
  cancel(): Promise<unknown>
  /** Milliseconds before a look, by the number of looks before. */
  pause(looks: number): number
  /** Whether AWS bills nothing for a query that ended in this state. */
  isFree(ended: State): boolean
  /** Why it is cancelled: the run was interrupted, or as many bytes have been scanned as an option permits. */
  whyCancelled: { interrupted: string; usedUp: string }
  /** After `wait` milliseconds, the query is cancelled, and `end` is its last state. Left out: AWS ends it. */
  longest?: { wait: number; end(bytes: number): State }
}

/** What all queries of a run share. */
export interface Waiting {
  budget: Budget
  signal: AbortSignal
  /** Factor of the pauses between two looks at a query. */
  patience: number
}

/** Waits until a query has ended. Never rejects. Cancels it if the signal fires, or the budget is used up. */
export async function untilEnded<State extends { state: string; bytes: number }>(
  query: RunningQuery<State>,
  { budget, signal, patience }: Waiting,
): Promise<Answer<State>> {
  const { id, whyCancelled, longest } = query
  let scanned = 0
  const cancel = async (): Promise<void> => {
    await query.cancel()
    budget.ended(id, scanned, false)
  }
  const cancelled = async (why: string): Promise<Failure> => {
    await cancel()
    return failure('partial', why)
  }
  for (let looks = 0, waited = 0; ; looks++) {
    const pause = query.pause(looks)
    waited += pause
    await sleep(pause * patience, signal).catch(() => {})
    if (signal.aborted) return cancelled(whyCancelled.interrupted)
    const found = await query.look()
    if (!found.known) {
      await cancel()
      return signal.aborted ? failure('partial', whyCancelled.interrupted) : found
    }
    scanned = found.value.bytes
    if (found.value.state !== 'running') {
      budget.ended(id, scanned, query.isFree(found.value))
      return found
    }
    budget.progress(id, scanned)
    if (budget.isUsedUp) return cancelled(whyCancelled.usedUp)
    if (longest === undefined || waited <= longest.wait) continue
    await cancel()
    return { known: true, value: longest.end(scanned) }
  }
}
