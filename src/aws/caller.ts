import type { GapReason } from '../model/gap.ts'
import type { Place } from '../model/place.ts'
import { MINUTE, SECOND } from '../model/time.ts'
import type { Failure, Timed, TimedAnswer } from './answer.ts'
import { failure } from './answer.ts'
import { dateOf } from './answer-date.ts'
import type { Trouble } from './errors.ts'
import { isOfAws, troubleOf } from './errors.ts'
import { GiveUps } from './give-ups.ts'
import { Lane } from './lane.ts'
import { pause } from './pause.ts'
import type { Operation } from './rates.ts'
import { rateOf } from './rates.ts'
import { type AccountState, type RunContext, whyStopped } from './run-context.ts'

/** Tries of one call that meets server errors, broken connections or nonsense. Throttled tries do not count. */
const TRIES = 4
/** An operation of a place that is throttled for this long without one success is given up. */
const THROTTLED_OUT = 5 * MINUTE

/** Makes the calls of one place: each in its lane, within the quota, again where that can help, and counted once. */
export class Caller {
  readonly place: Place
  #run: RunContext
  #account: AccountState
  #lanes = new Map<Operation, Lane>()
  #giveUps = new GiveUps()
  /** Some call of this place has succeeded: its Region knows the credentials. */
  #known = false

  constructor(place: Place, run: RunContext, account: AccountState) {
    this.place = place
    this.#run = run
    this.#account = account
  }

  get lanes(): ReadonlyMap<Operation, Lane> {
    return this.#lanes
  }

  lane(operation: Operation): Lane {
    const existing = this.#lanes.get(operation)
    if (existing !== undefined) return existing
    const lane = new Lane(rateOf(operation, this.#run.maxRates))
    this.#lanes.set(operation, lane)
    return lane
  }

  /** Never rejects for what AWS or the network may do; a bug of ours still throws. */
  call<T>(operation: Operation, id: string, send: () => Promise<T>): Promise<TimedAnswer<T>> {
    const lane = this.lane(operation)
    return lane.run(id, () => this.#untilAnswered(operation, lane, send))
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

  async #untilAnswered<T>(operation: Operation, lane: Lane, send: () => Promise<T>): Promise<TimedAnswer<T>> {
    for (let tries = 1; ;) {
      const stopped = this.#stopped(operation) ?? (await this.#turn(operation, lane))
      if (stopped !== null) return stopped
      lane.sent++
      const result = await this.#run.swarm.send(lane, () => this.#once(operation, lane, send))
      if (result.known) return result
      const { trouble } = result
      if (trouble.kind === 'throttled') {
        if (lane.throttledFor > THROTTLED_OUT) return this.giveUp(operation, 'throttled', noSuccess(trouble))
        continue
      }
      const final = this.#judge(operation, trouble, tries)
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
    send: () => Promise<T>,
  ): Promise<Timed<T> | { known: false; trouble: Trouble }> {
    const started = performance.now()
    try {
      const value = await this.#run.deadlines.within(send)
      lane.passed()
      this.#known = true
      this.#giveUps.succeeded(operation)
      this.#trace(operation, started, 'ok')
      return { known: true, value, at: this.#run.clock.observe(dateOf(value)) }
    } catch (error) {
      const trouble = troubleOf(error)
      if (isOfAws(error)) this.#run.clock.observe(dateOf(error))
      if (trouble.kind === 'bug') throw error
      if (trouble.kind === 'throttled') lane.throttled()
      else if (trouble.kind !== 'aborted') lane.passed()
      this.#trace(operation, started, `${trouble.kind}: ${trouble.message}`)
      return { known: false, trouble: this.#timedOut(trouble) }
    }
  }

  /** Our own time limit aborts a call just as Ctrl-C does; only the latter ends it. */
  #timedOut(trouble: Trouble): Trouble {
    if (trouble.kind !== 'aborted' || this.#run.signal.aborted) return trouble
    return { kind: 'transient', message: `no answer within ${this.#run.deadlines.milliseconds / SECOND} s` }
  }

  #stopped(operation: Operation): Failure | null {
    if (this.#run.signal.aborted) return failure('partial', whyStopped(this.#run.signal))
    if (this.#account.expired) return failure('expired', 'the credentials of this account have expired')
    return this.#giveUps.of(operation)
  }

  /** What a failed try means for the call; null: try again. */
  #judge(operation: Operation, trouble: Trouble, tries: number): Failure | null {
    // Whatever an attempt says that was cut off: it was not asked to its end.
    if (this.#run.signal.aborted) return failure('partial', whyStopped(this.#run.signal))
    const { kind, message } = trouble
    const again = tries < TRIES
    switch (kind) {
      case 'transient':
        return again ? null : failure('network', message)
      case 'server-error':
        return again ? null : failure('server_error', message)
      case 'no-aws-answer':
      case 'unknown-operation':
        if (this.#giveUps.isNonsense(operation)) return this.giveUp(operation, 'unsupported', message)
        return again ? null : failure(kind === 'unknown-operation' ? 'unsupported' : 'malformed', message)
      case 'expired':
        return again ? null : this.#expire(operation, message)
      case 'no-credentials':
        return this.#expire(operation, message)
      case 'unknown-token':
        if (this.#known) return again ? null : this.#expire(operation, message)
        return failure('not_enabled', `${this.place.region} does not know these credentials: ${message}`)
      case 'denied':
      case 'denied-everywhere':
        return this.#giveUps.isHopeless(operation, trouble)
          ? this.giveUp(operation, 'denied', message)
          : failure('denied', message)
      case 'not-enabled':
        return this.giveUp(operation, 'not_enabled', message)
      case 'not-found':
        return failure('vanished', message)
      case 'aborted':
        return failure('partial', whyStopped(this.#run.signal))
      default:
        return failure('unsupported', message)
    }
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

const noSuccess = ({ message }: Trouble): string => `throttled for five minutes without one answer: ${message}`
