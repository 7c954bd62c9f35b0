import type { Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { MINUTE } from '../../model/time.ts'
import type { CallError } from '../answers/call-error.ts'
import type { Operation } from './rates.ts'

/** Refused by a key's own policy says nothing about other keys; refused by the caller's own says all. */
const PER_KEY: readonly Operation[] = ['kms:GetKeyLastUsage']
/** Not bound to a key: refused once is refused for all. */
const PER_PLACE: readonly Operation[] = [
  'cloudtrail:LookupEvents',
  'cloudwatch:ListMetrics',
  'cloudwatch:GetMetricData',
  'securityhub:GetFindings',
  'securityhub:BatchImportFindings',
]
/** Only what serves a source of evidence, or a sink, is ever given up: a place can be audited without it. */
const OPTIONAL: ReadonlySet<Operation> = new Set([...PER_KEY, ...PER_PLACE])

export const isOptional = (operation: Operation): boolean => OPTIONAL.has(operation)

/** Milliseconds: an operation of a place that is throttled for this long without one success is given up. */
const THROTTLED_OUT = 5 * MINUTE

/** Why an operation that has been throttled for so long is given up; null: not yet. */
export const throttledOut = (milliseconds: number, { message }: CallError): string | null =>
  milliseconds > THROTTLED_OUT ? `throttled for five minutes without a successful response: ${message}` : null

/** Which operations are not worth asking again in one place, and when that shows. */
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

  /** Whether this refusal will meet every other key too. */
  isHopeless(operation: Operation, { kind }: CallError): boolean {
    return PER_PLACE.includes(operation) || (PER_KEY.includes(operation) && kind === 'denied-everywhere')
  }

  /** Twice in a row something that is no answer: this endpoint does not know the operation. Once may be a bad moment. */
  isNonsense(operation: Operation): boolean {
    const times = (this.#nonsense.get(operation) ?? 0) + 1
    this.#nonsense.set(operation, times)
    return times >= 2 && isOptional(operation)
  }
}
