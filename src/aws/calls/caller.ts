import type { GapReason } from '../../model/gap.ts'
import type { Place } from '../../model/place.ts'
import { SECOND } from '../../model/time.ts'
import { type Failure, failure, type Timed, type TimedAnswer } from '../answers/answer.ts'
import { dateOf } from '../answers/answer-date.ts'
import type { CallRequest } from './call-request.ts'
import { isOfAws, type CallError, classifyError } from '../answers/call-error.ts'
import { GiveUps, canBeGivenUp, throttledOut } from './give-ups.ts'
import type { OperationQueue } from './operation-queue.ts'
import { OperationQueues } from './operation-queues.ts'
import { outcomeOf } from './outcome.ts'
import { pause } from './pause.ts'
import type { Operation } from '../../model/operations/operations.ts'
import { OutOfReach, type Reach, reachOf } from './reach.ts'
import { type AccountState, type CallContext, whyStopped } from './call-context.ts'

/**
 * Makes the calls of one place: each in the queue of its operation, within the quota, again where that can help, and
 * counted once.
 */
export class Caller {
  readonly place: Place
  #run: CallContext
  #queues: OperationQueues
  #account: AccountState
  #giveUps = new GiveUps()
  #outOfReach = new OutOfReach()
  /** Some call of this place has succeeded: its Region knows the credentials. */
  #known = false

  constructor(place: Place, run: CallContext, account: AccountState) {
    this.place = place
    this.#run = run
    this.#queues = new OperationQueues(run.maxRates, run.sleep)
    this.#account = account
  }

  get queues(): ReadonlyMap<Operation, OperationQueue> {
    return this.#queues.all
  }

  queue(operation: Operation): OperationQueue {
    return this.#queues.of(operation)
  }

  /** As `PlaceClient.call` promises. */
  async call<T>(operation: Operation, id: string, request: CallRequest<T>): Promise<TimedAnswer<T>> {
    const queue = this.queue(operation)
    const answer = await queue.run(id, () => this.#untilAnswered(operation, queue, request))
    this.#run.observed?.(this.place, operation, answer)
    return answer
  }

  /** As `PlaceClient.giveUp` promises. */
  giveUp(operation: Operation, reason: GapReason, why: string): Failure {
    const { account, region } = this.place
    if (this.#giveUps.of(operation) === null) {
      this.#run.gaps.add({ account, region, keyId: null, operation, reason, message: why })
    }
    return this.#giveUps.add(operation, reason, why)
  }

  async #untilAnswered<T>(operation: Operation, queue: OperationQueue, asked: CallRequest<T>): Promise<TimedAnswer<T>> {
    for (let tries = 1; ;) {
      const stopped = this.#stopped(operation) ?? (await this.#turn(operation, queue))
      if (stopped !== null) return stopped
      queue.sent++
      const result = await this.#run.fastCalls.send(queue, () => this.#once(operation, queue, asked))
      if (result.known) return result
      const { callError, reach } = result
      const isGone = this.#outOfReach.shows(operation, reach, tries, callError.message)
      if (callError.kind === 'throttled') {
        const why = throttledOut(queue.throttledFor, callError)
        if (why !== null) return this.giveUp(operation, 'throttled', why)
        continue
      }
      const final = isGone ? this.#stopped(operation) : await this.#judge(operation, callError, tries)
      if (final !== null) return final
      await pause(tries, this.#run)
      tries++
    }
  }

  /** Waits for the turn of a call. Meanwhile another call may show that it is not worth making. */
  async #turn(operation: Operation, queue: OperationQueue): Promise<Failure | null> {
    await queue.limiter.pass(this.#run.signal).catch(() => {})
    return this.#stopped(operation)
  }

  async #once<T>(
    operation: Operation,
    queue: OperationQueue,
    { send, read }: CallRequest<T>,
  ): Promise<Timed<T> | { known: false; callError: CallError; reach: Reach }> {
    const started = performance.now()
    try {
      const answer = await this.#run.deadlines.within(send)
      queue.passed()
      this.#known = true
      this.#giveUps.succeeded(operation)
      this.#outOfReach.answered(operation)
      const at = this.#run.clock.observe(dateOf(answer))
      const value = read(answer, at)
      this.#trace(operation, started, 'ok')
      return { known: true, value, at }
    } catch (error) {
      const callError = classifyError(error)
      if (isOfAws(error)) this.#run.clock.observe(dateOf(error))
      if (callError.kind === 'bug') throw error
      if (callError.kind === 'throttled') queue.throttled()
      else if (callError.kind !== 'aborted') queue.passed()
      this.#trace(operation, started, `${callError.kind}: ${callError.message}`)
      return { known: false, callError: this.#timedOut(callError), reach: reachOf(error) }
    }
  }

  /** Our own time limit aborts a try just as Ctrl-C does, but only Ctrl-C ends the call. */
  #timedOut(callError: CallError): CallError {
    if (callError.kind !== 'aborted' || this.#run.signal.aborted) return callError
    return { kind: 'transient', message: `no response within ${this.#run.deadlines.milliseconds / SECOND} s` }
  }

  #stopped(operation: Operation): Failure | null {
    if (this.#run.signal.aborted) return failure('partial', whyStopped(this.#run.signal))
    if (this.#account.notEntered !== undefined) return this.giveUp(operation, 'partial', this.#account.notEntered)
    if (this.#account.expired) return failure('expired', 'the credentials of this account have expired')
    const why = this.#outOfReach.why(operation)
    return this.#giveUps.of(operation) ?? (why === null ? null : this.giveUp(operation, 'network', why))
  }

  /** What a failed try means for the call. Null: try again. */
  async #judge(operation: Operation, callError: CallError, tries: number): Promise<Failure | null> {
    // A try that was cut off has no answer, whatever its error says.
    if (this.#run.signal.aborted || callError.kind === 'aborted')
      return failure('partial', whyStopped(this.#run.signal))
    const { region } = this.place
    const outcome = outcomeOf(callError, { operation, region, tries, isKnown: this.#known, giveUps: this.#giveUps })
    switch (outcome.act) {
      case 'try again':
        return null
      case 'fail':
        return failure(outcome.reason, outcome.why)
      case 'give up':
        return this.giveUp(operation, outcome.reason, outcome.why)
      case 'expire':
        return this.#expire(operation, outcome.why)
      case 'confirm':
        return this.#confirm(operation, outcome)
    }
  }

  /** One service may refuse alone. Only credentials that STS refuses too have expired. */
  async #confirm(operation: Operation, { why, isExpired }: { why: string; isExpired: boolean }): Promise<Failure> {
    const health = (await this.#account.health?.()) ?? 'refused'
    if (health === 'refused' || (health === 'unclear' && isExpired)) return this.#expire(operation, why)
    const refused = `rejected although the credentials are valid: ${why}`
    return canBeGivenUp(operation) ? this.giveUp(operation, 'denied', refused) : failure('denied', refused)
  }

  #expire(operation: Operation, message: string): Failure {
    const { account } = this.place
    if (!this.#account.expired) {
      this.#run.gaps.add({ account, region: null, keyId: null, operation, reason: 'expired', message })
    }
    this.#account.expired = true
    // Not as given up: that would leave no gap for the key, or the list of keys, that this call was about.
    return failure('expired', message)
  }

  #trace(operation: Operation, started: number, outcome: string): void {
    const { account, region } = this.place
    this.#run.debug(`${account} ${region} ${operation} ${Math.round(performance.now() - started)} ms ${outcome}`)
  }
}
