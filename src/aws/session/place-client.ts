import type { GapReason } from '../../model/gap.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { Place } from '../../model/place.ts'
import type { Instant } from '../../model/time.ts'
import type { Answer, Failure, TimedAnswer } from '../answers/answer.ts'
import type { AccountState, CallContext } from '../calls/call-context.ts'
import type { ReadAnswer } from '../calls/call-request.ts'
import { Caller } from '../calls/caller.ts'
import type { OperationQueue } from '../calls/operation-queue.ts'
import { type Page, type PageRequest, pagesOf } from '../calls/pages.ts'
import type { Clients } from './clients.ts'
import type { RunClock } from './clock.ts'

/** Reads one place: makes its calls, within the quotas, and notes what could not be read. */
export class PlaceClient {
  readonly place: Place
  /** The SDK clients of the place. */
  readonly clients: Clients
  /** AWS's time while the run goes on. */
  readonly clock: RunClock
  /** The run's one `now`. */
  readonly now: Instant
  /** False: no call is made, because the place could not be entered. What is known about it comes from elsewhere. */
  readonly isEntered: boolean
  #caller: Caller
  #gaps: CallContext['gaps']

  constructor(place: Place, clients: Clients, context: CallContext, account: AccountState) {
    this.place = place
    this.clients = clients
    this.clock = context.clock
    this.now = context.clock.now
    this.isEntered = account.notEntered === undefined
    this.#caller = new Caller(place, context, account)
    this.#gaps = context.gaps
  }

  /**
   * Makes one call. Never rejects for what AWS or the network may do, nor for an answer that `read` finds malformed; a
   * bug of ours still throws. `id` names the call in the queue of its operation, which can be ordered by it.
   */
  call<T>(operation: Operation, id: string, send: () => Promise<T>): Promise<TimedAnswer<T>>
  call<T>(operation: Operation, id: string, send: () => Promise<unknown>, read: ReadAnswer<T>): Promise<TimedAnswer<T>>
  call(
    operation: Operation,
    id: string,
    send: () => Promise<unknown>,
    read: ReadAnswer<unknown> = answer => answer,
  ): Promise<TimedAnswer<unknown>> {
    return this.#caller.call(operation, id, { send, read })
  }

  /** The pages of a list, each asked for when the one before it has been taken. A failure is the last item. */
  pages<P extends Page>(operation: Operation, request: PageRequest<P>): AsyncGenerator<TimedAnswer<P>> {
    return pagesOf((id, send) => this.#caller.call(operation, id, { send, read: request.read }), operation, request)
  }

  /**
   * Notes a gap for an answer that is not known. An operation that has been given up in this place has its gap already.
   * Does nothing for a known answer, or null.
   */
  note(answer: Answer<unknown> | null, operation: string, keyId: string | null = null): void {
    if (answer === null || answer.known || answer.givenUp) return
    this.gap(operation, answer.reason, answer.why, keyId)
  }

  gap(operation: string, reason: GapReason, message: string, keyId: string | null = null): void {
    const { account, region } = this.place
    this.#gaps.add({ account, region, keyId, operation, reason, message })
  }

  /** Stops asking this operation in this place. One gap says so for all its keys. */
  giveUp(operation: Operation, reason: GapReason, why: string): Failure {
    return this.#caller.giveUp(operation, reason, why)
  }

  /** The queue in which the calls of an operation wait for their turn. */
  queue(operation: Operation): OperationQueue {
    return this.#caller.queue(operation)
  }

  /** The queues of the operations that have been called here. */
  get queues(): ReadonlyMap<Operation, OperationQueue> {
    return this.#caller.queues
  }
}

/** Why there is no way into an account's Region. */
export interface NoAccess {
  /** The partition of the account's session, if the Region is in another one. Null: the account was not entered. */
  partition: string | null
}
