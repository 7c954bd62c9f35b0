import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OPAClient } from '@open-policy-agent/opa'
import { Deadlines } from '../../lib/deadlines.ts'
import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa-server.ts'
import type { OpaInput } from './input.ts'
import { troubleOf, type OpaTrouble } from './trouble.ts'

export type OpaAnswer = { known: true; result: unknown } | { known: false; reason: GapReason; why: string }

/** Milliseconds that one try may take. */
const PATIENCE = 10_000
/** Tries for one key, and milliseconds before the second; before the third twice as long. */
const TRIES = 3
const PAUSE = 250
/** Keys in a row that get no answer, after which nobody is asked any more. */
const HOPELESS = 3

/** Asks one server about one key after the other, or about several at once; never rejects for what the server does. */
export class Opa {
  #client: OPAClient
  #server: OpaServer
  #signal: AbortSignal
  #deadlines: Deadlines
  #failures = 0
  /** Set once it is no use to ask. */
  #down: OpaAnswer | null = null

  private constructor(client: OPAClient, server: OpaServer, signal: AbortSignal, patience: number) {
    this.#client = client
    this.#server = server
    this.#signal = signal
    this.#deadlines = new Deadlines(signal, patience)
  }

  static async of(server: OpaServer, signal: AbortSignal, patience = PATIENCE): Promise<Opa> {
    const { OPAClient } = await import('@open-policy-agent/opa')
    // Every pause before another try listens: a dozen are no leak.
    setMaxListeners(0, signal)
    const headers = server.token === null ? {} : { Authorization: `Bearer ${server.token}` }
    return new Opa(new OPAClient(server.url, { headers }), server, signal, patience)
  }

  async ask(input: OpaInput): Promise<OpaAnswer> {
    for (let tries = 1; ; tries++) {
      if (this.#signal.aborted) return { known: false, reason: 'partial', why: 'not asked: the run was stopped' }
      if (this.#down !== null) return this.#down
      const answer = await this.#once(input)
      if (answer.known) {
        this.#failures = 0
        return answer
      }
      if (answer.again && tries < TRIES) await sleep(PAUSE * tries, undefined, { signal: this.#signal }).catch(() => {})
      else return this.#failed(answer)
    }
  }

  async #once(input: OpaInput): Promise<{ known: true; result: unknown } | OpaTrouble> {
    const stop = new AbortController()
    const callOff = this.#deadlines.watch(() => stop.abort())
    try {
      const result: unknown = await this.#client.evaluate(this.#server.rule, input as never, {
        fetchOptions: { signal: stop.signal },
      })
      return { known: true, result }
    } catch (error) {
      return troubleOf(error, this.#deadlines.milliseconds)
    } finally {
      callOff()
    }
  }

  /** One that may not be asked may not be asked about any key; one that is not there will not come for the next one. */
  #failed({ reason, why, again }: OpaTrouble): OpaAnswer {
    if (this.#signal.aborted) return { known: false, reason: 'partial', why: 'not asked: the run was stopped' }
    const answer: OpaAnswer = { known: false, reason, why: `OPA at ${this.#server.url}: ${why}` }
    this.#failures++
    if (reason === 'denied' || (again && this.#failures >= HOPELESS)) this.#down ??= answer
    return answer
  }
}
