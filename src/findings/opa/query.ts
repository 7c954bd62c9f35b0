import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { text as readAll } from 'node:stream/consumers'
import type { Agents } from '../../lib/network/agents.ts'
import { isObject } from '../../lib/json.ts'
import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa-server.ts'
import type { OpaInput } from './input.ts'

/** Why OPA gave no answer; `again`: another try may help. */
export interface OpaTrouble {
  known: false
  reason: GapReason
  why: string
  again: boolean
}

/**
 * One question, its answer read to the end; never rejects. `result` is undefined where the rule is.
 * https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input
 */
export async function query(
  { url, rule, token }: OpaServer,
  agents: Agents,
  input: OpaInput,
  signal: AbortSignal,
): Promise<{ known: true; result: unknown } | OpaTrouble> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'kms-audit',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  try {
    const target = new URL(`${url}/v1/data/${rule}`)
    const { status, body } = await post(target, agents, headers, JSON.stringify({ input }), signal)
    return understood(status, parsed(body))
  } catch (error) {
    return trouble('network', `no connection: ${rootOf(error)}`, true)
  }
}

/** Redirections are not followed: a server that redirects is not OPA, and must not be able to pass the token on. */
async function post(
  target: URL,
  { httpAgent, httpsAgent }: Agents,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<{ status: number; body: string }> {
  const isPlain = target.protocol === 'http:'
  const agent = isPlain ? httpAgent : httpsAgent
  const request = (isPlain ? http : https).request(target, { method: 'POST', headers, agent, signal })
  const [response] = (await once(request.end(body), 'response')) as [http.IncomingMessage]
  return { status: response.statusCode ?? 0, body: await readAll(response) }
}

function understood(status: number, body: unknown): { known: true; result: unknown } | OpaTrouble {
  if (status === 200)
    return isObject(body) ? { known: true, result: body['result'] } : trouble('malformed', NONSENSE, true)
  if (status === 401 || status === 403)
    return trouble('denied', `HTTP ${status}: the token is not accepted; set KMS_AUDIT_OPA_TOKEN`, false)
  if (status === 429) return trouble('throttled', 'HTTP 429: too many requests', true)
  // In OPA's own words the policy, or the input, is at fault, and stays so.
  const words = wordsOf(body)
  if (words !== '') return trouble('malformed', `HTTP ${status}: ${words}`, false)
  if (status === 404) return trouble('unsupported', 'HTTP 404: no OPA server at this URL', false)
  if (status >= 500) return trouble('server_error', `HTTP ${status}`, true)
  return trouble('malformed', `HTTP ${status} with a response that is not from OPA`, false)
}

const NONSENSE = 'HTTP 200 with a response that is not from OPA'

/** `{ "code": "internal_error", "message": "…", "errors": [{ "message": "…" }] }` */
function wordsOf(body: unknown): string {
  if (!isObject(body) || typeof body['code'] !== 'string') return ''
  const { message, errors } = body
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : []
  const more = isObject(first) ? first['message'] : undefined
  return [message, more].filter(text => typeof text === 'string' && text !== '').join(': ')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const trouble = (reason: GapReason, why: string, again: boolean): OpaTrouble => ({ known: false, reason, why, again })

/** What the system said: `fetch` wraps it. An error for several addresses has no message, but a code. */
function rootOf(error: unknown): string {
  let root = error
  while (root instanceof Error && root.cause !== undefined) root = root.cause
  if (!(root instanceof Error)) return String(root)
  return root.message || String((root as NodeJS.ErrnoException).code ?? root.name)
}
