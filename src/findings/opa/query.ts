import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { text as readAll } from 'node:stream/consumers'
import type { Agents } from '../../lib/network/agent-types.ts'
import { rootCauseText } from '../../lib/network/root-cause.ts'
import { isObject, tryParseJson } from '../../lib/json.ts'
import type { GapReason } from '../../model/gap.ts'
import type { OpaServer } from '../../model/opa.ts'
import type { OpaInput } from './input.ts'

/** Why OPA gave no answer. */
export interface OpaFailure {
  known: false
  reason: GapReason
  why: string
  /** Whether another try may succeed. */
  canRetry: boolean
}

/**
 * Sends one request and reads the whole answer; never rejects. `result` is undefined if the rule is undefined.
 * https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input
 */
export async function query(
  { url, rule, token }: OpaServer,
  agents: Agents,
  input: OpaInput,
  signal: AbortSignal,
): Promise<{ known: true; result: unknown } | OpaFailure> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'kms-audit',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  try {
    const target = new URL(`${url}/v1/data/${rule}`)
    const { status, body } = await post(target, agents, headers, JSON.stringify({ input }), signal)
    return readAnswer(status, tryParseJson(body))
  } catch (error) {
    return failure('network', `no connection: ${rootCauseText(error)}`, true)
  }
}

/** Does not follow redirections: OPA sends none, and another server must not receive the token. */
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

function readAnswer(status: number, body: unknown): { known: true; result: unknown } | OpaFailure {
  if (status === 200)
    return isObject(body) ? { known: true, result: body['result'] } : failure('malformed', NOT_OPA, true)
  if (status === 401 || status === 403)
    return failure('denied', `HTTP ${status}: the token is not accepted; set KMS_AUDIT_OPA_TOKEN`, false)
  if (status === 429) return failure('throttled', 'HTTP 429: too many requests', true)
  // An error that OPA itself reports concerns the policy or the input; another try would fail in the same way.
  const opaError = opaErrorText(body)
  if (opaError !== '') return failure('malformed', `HTTP ${status}: ${opaError}`, false)
  if (status === 404) return failure('unsupported', 'HTTP 404: no OPA server at this URL', false)
  if (status >= 500) return failure('server_error', `HTTP ${status}`, true)
  return failure('malformed', `HTTP ${status} with a response that is not from OPA`, false)
}

const NOT_OPA = 'HTTP 200 with a response that is not from OPA'

/** `{ "code": "internal_error", "message": "…", "errors": [{ "message": "…" }] }` */
function opaErrorText(body: unknown): string {
  if (!isObject(body) || typeof body['code'] !== 'string') return ''
  const { message, errors } = body
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : []
  const more = isObject(first) ? first['message'] : undefined
  return [message, more].filter(text => typeof text === 'string' && text !== '').join(': ')
}

const failure = (reason: GapReason, why: string, canRetry: boolean): OpaFailure => ({
  known: false,
  reason,
  why,
  canRetry,
})
