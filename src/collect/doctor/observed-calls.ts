import type { Answer } from '../../aws/answers/answer.ts'
import type { OperationDiagnosis } from '../../model/diagnosis.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { Place } from '../../model/place.ts'

/** Remembers how the calls of each operation ended, by place. One success is enough. */
export class ObservedCalls {
  readonly #answers = new Map<string, Answer<unknown>>()

  readonly observe = (place: Place, operation: Operation, answer: Answer<unknown>): void => {
    const name = nameOf(place, operation)
    // A call that the end of the run cut off says nothing about the permission.
    if (!answer.known && answer.reason === 'partial') return
    if (answer.known || !this.#answers.has(name)) this.#answers.set(name, answer)
  }

  /** Returns how an operation ended in a place. `why` explains one that was not called. */
  diagnosis(place: Place, operation: Operation, why: string): OperationDiagnosis {
    const answer = this.#answers.get(nameOf(place, operation))
    if (answer === undefined) return { operation, status: 'not_tried', message: why }
    if (answer.known) return { operation, status: 'ok', message: null }
    return { operation, status: answer.reason, message: answer.why }
  }

  has(place: Place, operation: Operation): boolean {
    return this.#answers.has(nameOf(place, operation))
  }
}

const nameOf = ({ account, region }: Place, operation: Operation): string => `${account} ${region} ${operation}`
