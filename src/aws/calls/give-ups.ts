import type { Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { MINUTE } from '../../model/time.ts'
import type { CallError } from '../answers/call-error.ts'
import { type Operation, operationRow } from '../../model/operations/operations.ts'

/** Whether a place can be audited without the operation, so that a refusal can make the program give it up. */
export const canBeGivenUp = (operation: Operation): boolean => operationRow(operation).giveUpWhen !== undefined

/** Milliseconds: an operation of a place that is throttled for this long without one success is given up. */
const THROTTLED_OUT = 5 * MINUTE

/** Why an operation that has been throttled for so long is given up; null: not yet. */
export const throttledOut = (milliseconds: number, { message }: CallError): string | null =>
  milliseconds > THROTTLED_OUT ? `throttled for five minutes without a successful response: ${message}` : null

/** Knows which operations have been given up in one place, and decides when to give one up. */
export class GiveUps {
  #given = new Map<Operation, Failure>()
  #nonsense = new Map<Operation, number>()

  of(operation: Operation): Failure | null {
    return this.#given.get(operation) ?? null
  }

  add(operation: Operation, reason: Failure['reason'], why: string): Failure {
    const failures = { ...failure(reason, why), givenUp: true }
    this.#given.set(operation, failures)
    return failures
  }

  succeeded(operation: Operation): void {
    this.#nonsense.delete(operation)
  }

  /** Whether every later call of the operation would meet this refusal too. */
  isHopeless(operation: Operation, { kind }: CallError): boolean {
    const { giveUpWhen } = operationRow(operation)
    return giveUpWhen === 'denied' || giveUpWhen === kind
  }

  /**
   * Whether the endpoint does not know the operation: it has answered nonsense twice in a row. Once may be an accident.
   */
  isNonsense(operation: Operation): boolean {
    const times = (this.#nonsense.get(operation) ?? 0) + 1
    this.#nonsense.set(operation, times)
    return times >= 2 && canBeGivenUp(operation)
  }
}
