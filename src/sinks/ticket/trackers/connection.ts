import { Malformed } from '../../../aws/answers/shape.ts'
import { tryParseJson } from '../../../lib/json.ts'
import type { HttpAnswer, HttpSender } from '../../../lib/network/http/request.ts'
import type { TicketCall } from './tracker.ts'

/** Sends calls to the system that keeps the tickets. */
export interface Connection {
  send(call: TicketCall): Promise<HttpAnswer>
  /** Sends a call that changes nothing, and reads its answer. `read` throws `Malformed` for an unexpected answer. */
  ask<T>(call: TicketCall, read: (answer: unknown) => T): Promise<Asked<T>>
}

/** What was read, or why nothing was, in words without secrets. */
export type Asked<T> = { ok: true; value: T } | { ok: false; why: string }

/** How to prove who asks. */
export interface Credentials {
  /** The value of the header `Authorization`. */
  authorization: string
  secrets: readonly string[]
}

/** @param base the address of the system, which can have a path of its own */
export function connectionTo(base: URL, { authorization, secrets }: Credentials, http: HttpSender): Connection {
  const send = ({ method, path, body, headers, isRepeatable }: TicketCall): Promise<HttpAnswer> =>
    http.send({
      method,
      url: new URL(`${base.href.replace(/\/+$/, '')}${path}`),
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === null ? null : JSON.stringify(body),
      isRepeatable,
      secrets,
    })
  return {
    send,
    async ask(call, read) {
      const answer = await send(call)
      if (!answer.ok) return { ok: false, why: answer.why }
      try {
        return { ok: true, value: read(tryParseJson(answer.body)) }
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        return { ok: false, why: `the answer cannot be read: ${error.message}` }
      }
    },
  }
}
