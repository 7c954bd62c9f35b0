import type { GapReason } from '../../model/gap.ts'
import type { Place } from '../../model/place.ts'
import { SECOND } from '../../model/time.ts'
import { type Failure, failure, type Timed, type TimedAnswer } from '../answers/answer.ts'
import { dateOf } from '../answers/answer-date.ts'
import type { Asked, Reader } from './asked.ts'
import { isOfAws, type Trouble, troubleOf } from '../answers/errors.ts'
import { GiveUps, isOptional, throttledOut } from './give-ups.ts'
import type { Lane } from './lane.ts'
import { Lanes } from './lanes.ts'
import { outcomeOf } from './outcome.ts'
import { pause } from './pause.ts'
import type { Operation } from './rates.ts'
import { OutOfReach, type Reach, reachOf } from './reach.ts'
import { type AccountState, type RunContext, whyStopped } from './run-context.ts'

/** Makes the calls of one place: each in its lane, within the quota, again where that can help, and counted once. */
export class Caller {
  readonly place: Place
  #run: RunContext
  #lanes: Lanes
  #account: AccountState
  #giveUps = new GiveUps()
  #outOfReach = new OutOfReach()
  /** Some call of this place has succeeded: its Region knows the credentials. */
  #known = false

  constructor(place: Place, run: RunContext, account: AccountState) {
    this.place = place
    this.#run = run
    this.#lanes = new Lanes(run.maxRates)
    this.#account = account
  }

  get lanes(): ReadonlyMap<Operation, Lane> {
    return this.#lanes.all
  }

  lane(operation: Operation): Lane {
    return this.#lanes.of(operation)
  }

  /**
   * Never rejects for what AWS or the network may do, nor for an answer that `read` finds malformed; a bug of ours still
   * throws.
   */
  call<T>(operation: Operation, id: string, send: () => Promise<T>): Promise<TimedAnswer<T>>
  call<T>(operation: Operation, id: string, send: () => Promise<unknown>, read: Reader<T>): Promise<TimedAnswer<T>>
  call(
    operation: Operation,
    id: string,
    send: () => Promise<unknown>,
    read: Reader<unknown> = answer => answer,
  ): Promise<TimedAnswer<unknown>> {
    const lane = this.lane(operation)
    return lane.run(id, () => this.#untilAnswered(operation, lane, { send, read }))
  }

  gap(operation: string, reason: GapReason, message: string, keyId: string | null = null): void {
    const { account, region } = this.place
    this.#run.gaps.add({ account, region, keyId, operation, reason, message })
  }

  /** From now on this operation is not asked any more in this place; one gap says so for all its keys. */
  giveUp(operation: Operation, reason: GapReason, why: string): Failure {
    if (this.#giveUps.of(operation) === null) this.gap(operation, reason, why)
    return this.#giveUps.add(operation, reason, why)
  }

  async #untilAnswered<T>(operation: Operation, lane: Lane, asked: Asked<T>): Promise<TimedAnswer<T>> {
    for (let tries = 1; ;) {
      const stopped = this.#stopped(operation) ?? (await this.#turn(operation, lane))
      if (stopped !== null) return stopped
      lane.sent++
      const result = await this.#run.swarm.send(lane, () => this.#once(operation, lane, asked))
      if (result.known) return result
      const { trouble, reach } = result
      const isGone = this.#outOfReach.shows(operation, reach, tries, trouble.message)
      if (trouble.kind === 'throttled') {
        const why = throttledOut(lane.throttledFor, trouble)
        if (why !== null) return this.giveUp(operation, 'throttled', why)
        continue
      }
      const final = isGone ? this.#stopped(operation) : await this.#judge(operation, trouble, tries)
      if (final !== null) return final
      await pause(tries, this.#run.signal)
      tries++
    }
  }

  /** While a call waits for its turn, others may learn that it is not worth asking. */
  async #turn(operation: Operation, lane: Lane): Promise<Failure | null> {
    await lane.limiter.pass(this.#run.signal).catch(() => {})
    return this.#stopped(operation)
  }

  async #once<T>(
    operation: Operation,
    lane: Lane,
    { send, read }: Asked<T>,
  ): Promise<Timed<T> | { known: false; trouble: Trouble; reach: Reach }> {
    const started = performance.now()
    try {
      const answer = await this.#run.deadlines.within(send)
      lane.passed()
      this.#known = true
      this.#giveUps.succeeded(operation)
      this.#outOfReach.answered(operation)
      const at = this.#run.clock.observe(dateOf(answer))
      const value = read(answer, at)
      this.#trace(operation, started, 'ok')
      return { known: true, value, at }
    } catch (error) {
      const trouble = troubleOf(error)
      if (isOfAws(error)) this.#run.clock.observe(dateOf(error))
      if (trouble.kind === 'bug') throw error
      if (trouble.kind === 'throttled') lane.throttled()
      else if (trouble.kind !== 'aborted') lane.passed()
      this.#trace(operation, started, `${trouble.kind}: ${trouble.message}`)
      return { known: false, trouble: this.#timedOut(trouble), reach: reachOf(error) }
    }
  }

  /** Our own time limit aborts a call just as Ctrl-C does; only the latter ends it. */
  #timedOut(trouble: Trouble): Trouble {
    if (trouble.kind !== 'aborted' || this.#run.signal.aborted) return trouble
    return { kind: 'transient', message: `no response within ${this.#run.deadlines.milliseconds / SECOND} s` }
  }

  #stopped(operation: Operation): Failure | null {
    if (this.#run.signal.aborted) return failure('partial', whyStopped(this.#run.signal))
    if (this.#account.expired) return failure('expired', 'the credentials of this account have expired')
    const why = this.#outOfReach.why(operation)
    return this.#giveUps.of(operation) ?? (why === null ? null : this.giveUp(operation, 'network', why))
  }

  /** What a failed try means for the call; null: try again. */
  async #judge(operation: Operation, trouble: Trouble, tries: number): Promise<Failure | null> {
    // Whatever an attempt says that was cut off: it was not asked to its end.
    if (this.#run.signal.aborted || trouble.kind === 'aborted') return failure('partial', whyStopped(this.#run.signal))
    const { region } = this.place
    const outcome = outcomeOf(trouble, { operation, region, tries, isKnown: this.#known, giveUps: this.#giveUps })
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

  /** The service that refuses may be alone with it; only credentials that STS refuses too have expired. */
  async #confirm(operation: Operation, { why, isExpired }: { why: string; isExpired: boolean }): Promise<Failure> {
    const health = (await this.#account.health?.()) ?? 'refused'
    if (health === 'refused' || (health === 'unclear' && isExpired)) return this.#expire(operation, why)
    const refused = `rejected although the credentials are valid: ${why}`
    return isOptional(operation) ? this.giveUp(operation, 'denied', refused) : failure('denied', refused)
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
