import { isSweepOperation } from '../../model/operations/operations.ts'
import { isNetwork, statusOf } from '../answers/call-error.ts'

/** Whether a failed call has reached its endpoint. */
export type Reach =
  /** Something answered. */
  | 'answered'
  /** No connection, known at once: refused, no such host, an untrusted certificate, a proxy in between. */
  | 'refused'
  /** Nothing came within a time limit. */
  | 'timed-out'

/** Reads it from the error of one call that the run did not end itself. */
export function reachOf(error: unknown): Reach {
  if (!(error instanceof Error) || statusOf(error) !== undefined) return 'answered'
  if (['TimeoutError', 'AbortError'].includes(error.name) || error.message.includes('ETIMEDOUT')) return 'timed-out'
  return error.name === 'ProxyError' || isNetwork(error) ? 'refused' : 'answered'
}

/** Tries of one call after which an endpoint that never answered counts as out of reach: time limits cost seconds. */
const ENOUGH_TRIES: Readonly<Record<Reach, number>> = { answered: Infinity, refused: 4, 'timed-out': 2 }
/** Services that a place can be audited without. A private network may have no way to them. */
const OPTIONAL_SERVICES: ReadonlySet<string> = new Set(['cloudtrail', 'cloudwatch'])

/** Knows which services one place cannot reach. A service that has answered there once is never among them. */
export class OutOfReach {
  readonly #answered = new Set<string>()
  readonly #why = new Map<string, string>()

  answered(operation: string): void {
    this.#answered.add(serviceOf(operation))
  }

  /** After a call has failed so often in this way: whether to stop asking its service. */
  shows(operation: string, reach: Reach, tries: number, why: string): boolean {
    const service = serviceOf(operation)
    if (reach === 'answered') this.#answered.add(service)
    const isOptional = OPTIONAL_SERVICES.has(service) || isSweepOperation(operation)
    if (!isOptional || this.#answered.has(service) || tries < ENOUGH_TRIES[reach]) return false
    this.#why.set(service, `${UNREACHABLE}: ${why}`)
    return true
  }

  /** Why the service of an operation is no longer asked. Null: it is asked. */
  why(operation: string): string | null {
    return this.#why.get(serviceOf(operation)) ?? null
  }
}

/** How the message of a gap begins when the service cannot be reached. */
export const UNREACHABLE = 'the endpoint cannot be reached'

const serviceOf = (operation: string): string => operation.split(':')[0] ?? ''
