import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { Agents } from '../agent-types.ts'
import { rootCauseText } from '../root-cause.ts'
import type { HttpRequest } from './request.ts'

/** What happened to one try of a request. */
export type Outcome =
  | { kind: 'answer'; status: number; body: string; retryAfter: string | null }
  /** `wasSent`: the server may have received the request. */
  | { kind: 'failure'; why: string; wasSent: boolean }

/** Characters of an answer that are kept. */
const MOST = 4_000_000

/** Sends a request once and reads the whole answer; never rejects. Does not follow redirects. */
export async function tryRequest(request: HttpRequest, agents: Agents, signal: AbortSignal): Promise<Outcome> {
  const { url, method, body } = request
  const isPlain = url.protocol === 'http:'
  const sent = (isPlain ? http : https).request(url, {
    method,
    headers: { 'user-agent': 'kms-audit', ...request.headers, ...lengthOf(body) },
    agent: isPlain ? agents.httpAgent : agents.httpsAgent,
    signal,
  })
  let isConnected = false
  sent.once('socket', socket => {
    const event = isPlain ? 'connect' : 'secureConnect'
    if (socket.connecting) socket.once(event, () => (isConnected = true))
    else isConnected = true
  })
  try {
    const [response] = (await once(sent.end(body ?? ''), 'response')) as [http.IncomingMessage]
    const retryAfter = response.headers['retry-after'] ?? null
    return { kind: 'answer', status: response.statusCode ?? 0, body: await readStart(response), retryAfter }
  } catch (error) {
    return { kind: 'failure', why: rootCauseText(error), wasSent: isConnected }
  }
}

const lengthOf = (body: string | null): Record<string, string> =>
  body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }

async function readStart(response: http.IncomingMessage): Promise<string> {
  response.setEncoding('utf8')
  let text = ''
  for await (const chunk of response) if (text.length < MOST) text += String(chunk)
  return text.slice(0, MOST)
}
