import { setTimeout as sleep } from 'node:timers/promises'
import { rootCertificates } from 'node:tls'
import { Deadlines } from '../../lib/flow/deadlines.ts'
import { agentsFor, type Agents } from '../../lib/network/agents.ts'
import { readCaBundle } from '../../lib/network/ca-bundle.ts'
import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa-server.ts'
import type { OpaInput } from './input.ts'
import { query, type OpaTrouble } from './query.ts'

export type OpaAnswer = { known: true; result: unknown } | { known: false; reason: GapReason; why: string }

/** Milliseconds that one try may take, its answer read to the end. */
const PATIENCE = 10_000
/** Tries for one key, and milliseconds before the second; before the third twice as long. */
const TRIES = 3
const PAUSE = 250
/** Keys in a row that get no answer, after which nobody is asked any more. */
const HOPELESS = 3

/** Asks one server about one key after the other, or about several at once; never rejects for what the server does. */
export class Opa {
  #server: OpaServer
  #agents: Agents
  #signal: AbortSignal
  #deadlines: Deadlines
  #failures = 0
  /** Set once it is no use to ask. */
  #down: OpaAnswer | null = null

  private constructor(server: OpaServer, agents: Agents, signal: AbortSignal, patience: number) {
    this.#server = server
    this.#agents = agents
    this.#signal = signal
    this.#deadlines = new Deadlines(signal, patience)
  }

  /** A file of certificates that cannot be used is wrong usage. */
  static async open(server: OpaServer, signal: AbortSignal, patience = PATIENCE): Promise<Opa> {
    const { proxy, caBundle } = server
    const ca = caBundle === null ? [] : [...rootCertificates, await readCaBundle(caBundle)]
    const agents = await agentsFor(proxy, { keepAlive: true, ...(ca.length === 0 ? {} : { ca }) })
    return new Opa(server, agents, signal, patience)
  }

  /** Closes the connections that wait for more questions. */
  close(): void {
    this.#agents.httpAgent.destroy()
    this.#agents.httpsAgent.destroy()
  }

  async ask(input: OpaInput): Promise<OpaAnswer> {
    for (let tries = 1; ; tries++) {
      if (this.#signal.aborted) return STOPPED
      if (this.#down !== null) return this.#down
      const answer = await this.#once(input)
      if (answer.known) {
        this.#failures = 0
        return answer
      }
      if (!answer.again || tries >= TRIES) return this.#failed(answer)
      // Not with the signal: who stops the run waits half a second at most.
      await sleep(PAUSE * tries)
    }
  }

  async #once(input: OpaInput): Promise<{ known: true; result: unknown } | OpaTrouble> {
    const stop = new AbortController()
    const callOff = this.#deadlines.watch(() => stop.abort())
    const answer = await query(this.#server, this.#agents, input, stop.signal)
    callOff()
    if (answer.known || !stop.signal.aborted) return answer
    const why = `no response within ${this.#deadlines.milliseconds / 1000} s`
    return { known: false, reason: 'network', why, again: true }
  }

  /** One that may not be asked may not be asked about any key; one that is not there will not come for the next one. */
  #failed({ reason, why, again }: OpaTrouble): OpaAnswer {
    if (this.#signal.aborted) return STOPPED
    const answer: OpaAnswer = { known: false, reason, why: `OPA at ${this.#server.url}: ${why}` }
    this.#failures++
    if (reason === 'denied' || (again && this.#failures >= HOPELESS)) this.#down ??= answer
    return answer
  }
}

const STOPPED: OpaAnswer = { known: false, reason: 'partial', why: 'not requested: the run was interrupted' }
