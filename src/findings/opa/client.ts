import { setTimeout as sleep } from 'node:timers/promises'
import { rootCertificates } from 'node:tls'
import { Deadlines } from '../../lib/flow/deadlines.ts'
import { agentsFor } from '../../lib/network/agents.ts'
import { type Agents } from '../../lib/network/agent-types.ts'
import { readCaBundle } from '../../lib/network/ca-bundle.ts'
import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa.ts'
import type { OpaInput } from './input.ts'
import { query, type OpaFailure } from './query.ts'

export type OpaAnswer = { known: true; result: unknown } | { known: false; reason: GapReason; why: string }

/** Milliseconds for one try, including the time to read the answer. */
const TRY_TIMEOUT = 10_000
/** Tries for one key. */
const MAX_TRIES = 3
/** Milliseconds before the second try; twice as long before the third. */
const PAUSE = 250
/** Number of keys in a row without an answer, after which the server is not asked again. */
const MAX_FAILURES = 3

/** Sends requests to one OPA server. Whatever the server does, no request rejects. */
export class OpaClient {
  #server: OpaServer
  #agents: Agents
  #signal: AbortSignal
  #deadlines: Deadlines
  #failures = 0
  /** The answer for all further keys, once the server is given up. */
  #unavailable: OpaAnswer | null = null

  private constructor(server: OpaServer, agents: Agents, signal: AbortSignal, timeout: number) {
    this.#server = server
    this.#agents = agents
    this.#signal = signal
    this.#deadlines = new Deadlines(signal, timeout)
  }

  /** Throws an `AuditError` (wrong usage) if the file of CA certificates cannot be used. */
  static async open(server: OpaServer, signal: AbortSignal, timeout = TRY_TIMEOUT): Promise<OpaClient> {
    const { proxy, caBundle } = server
    const ca = caBundle === null ? [] : [...rootCertificates, await readCaBundle(caBundle)]
    const agents = await agentsFor(proxy, { keepAlive: true, ...(ca.length === 0 ? {} : { ca }) })
    return new OpaClient(server, agents, signal, timeout)
  }

  /** Closes idle connections. */
  close(): void {
    this.#agents.httpAgent.destroy()
    this.#agents.httpsAgent.destroy()
  }

  async ask(input: OpaInput): Promise<OpaAnswer> {
    for (let tries = 1; ; tries++) {
      if (this.#signal.aborted) return STOPPED
      if (this.#unavailable !== null) return this.#unavailable
      const answer = await this.#once(input)
      if (answer.known) {
        this.#failures = 0
        return answer
      }
      if (!answer.canRetry || tries >= MAX_TRIES) return this.#failed(answer)
      // The pause ignores the signal: stopping a run takes half a second longer at most.
      await sleep(PAUSE * tries)
    }
  }

  async #once(input: OpaInput): Promise<{ known: true; result: unknown } | OpaFailure> {
    const stop = new AbortController()
    const unwatch = this.#deadlines.watch(() => stop.abort())
    const answer = await query(this.#server, this.#agents, input, stop.signal)
    unwatch()
    if (answer.known || !stop.signal.aborted) return answer
    const why = `no response within ${this.#deadlines.milliseconds / 1000} s`
    return { known: false, reason: 'network', why, canRetry: true }
  }

  /** Gives the server up if it refuses the token, or if it does not answer for several keys in a row. */
  #failed({ reason, why, canRetry }: OpaFailure): OpaAnswer {
    if (this.#signal.aborted) return STOPPED
    const answer: OpaAnswer = { known: false, reason, why: `OPA at ${this.#server.url}: ${why}` }
    this.#failures++
    if (reason === 'denied' || (canRetry && this.#failures >= MAX_FAILURES)) this.#unavailable ??= answer
    return answer
  }
}

const STOPPED: OpaAnswer = { known: false, reason: 'partial', why: 'not requested: the run was interrupted' }
