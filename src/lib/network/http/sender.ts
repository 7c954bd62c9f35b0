import { rootCertificates } from 'node:tls'
import { Deadlines } from '../../flow/deadlines.ts'
import { sleep } from '../../flow/sleep.ts'
import type { Env } from '../../process/env.ts'
import type { Agents } from '../agent-types.ts'
import { agentsFor } from '../agents.ts'
import { findCaBundle, readCaBundle } from '../ca-bundle.ts'
import { isLoopback } from '../loopback.ts'
import { proxyFor } from '../proxy.ts'
import { failureText } from './failure-text.ts'
import type { HttpAnswer, HttpFailure, HttpRequest, HttpSender } from './request.ts'
import { retryPause } from './retry-pause.ts'
import { type Outcome, tryRequest } from './try-request.ts'

export interface SenderOptions {
  env: Env
  signal: AbortSignal
  /** The machine's clock. */
  now(): number
  /** Milliseconds for one try, including the time to read the answer. */
  timeout: number
  /** Factor of the pauses before a request is sent again. */
  patience: number
  /** Receives one line for each try, without secrets. */
  debug(line: string): void
}

/** Tries for one request. */
const MAX_TRIES = 4

/**
 * Returns a sender that uses the proxy and the certificates that the environment names. It follows no redirects, because
 * another server must not receive the secrets.
 */
export function httpSender(options: SenderOptions): HttpSender {
  const pools = new Map<string, Promise<Agents>>()
  const deadlines = new Deadlines(options.signal, options.timeout)
  const agentsTo = (url: URL): Promise<Agents> => {
    const pool = pools.get(url.origin) ?? openAgents(url, options.env)
    pools.set(url.origin, pool)
    return pool
  }
  return {
    send: async request => sendPatiently(request, await agentsTo(request.url), deadlines, options),
    close() {
      for (const pool of pools.values()) void pool.then(destroy, () => {})
    },
  }
}

async function sendPatiently(
  request: HttpRequest,
  agents: Agents,
  deadlines: Deadlines,
  options: SenderOptions,
): Promise<HttpAnswer> {
  const { signal, timeout, patience, debug, now } = options
  for (let tries = 1; ; tries++) {
    if (signal.aborted) return INTERRUPTED
    const ended = new AbortController()
    const callOff = deadlines.watch(() => ended.abort())
    const outcome = await tryRequest(request, agents, ended.signal).finally(callOff)
    if (signal.aborted) return INTERRUPTED
    const answer = answerOf(outcome, request, ended.signal.aborted ? timeout : null)
    debug(`${request.method} ${request.url.host}: ${answer.ok ? `HTTP ${answer.status}` : answer.why}`)
    const pause = answer.ok || tries >= MAX_TRIES ? null : retryPause(outcome, request.isRepeatable, tries, now())
    if (pause === null) return answer
    try {
      await sleep(pause * patience, signal)
    } catch {
      return INTERRUPTED
    }
  }
}

function answerOf(outcome: Outcome, request: HttpRequest, timeout: number | null): HttpAnswer {
  if (outcome.kind === 'failure') {
    const why = timeout === null ? `no connection: ${outcome.why}` : `no response within ${timeout / 1000} s`
    return { ok: false, status: null, why: failureText(why, '', request), body: '' }
  }
  const { status, body } = outcome
  if (status >= 200 && status < 300) return { ok: true, status, body }
  const isRedirect = status >= 300 && status < 400
  const why = isRedirect ? `HTTP ${status}: the server redirects, which is not followed` : `HTTP ${status}`
  return { ok: false, status, why: failureText(why, isRedirect ? '' : body, request), body }
}

const INTERRUPTED: HttpFailure = { ok: false, status: null, why: 'the run was interrupted', body: '' }

/** As for OPA, loopback is reached without a proxy, which can run on another machine. */
async function openAgents(url: URL, env: Env): Promise<Agents> {
  const proxy = isLoopback(url.hostname) ? null : proxyFor(url, env)
  const bundle = findCaBundle(env, null)
  const ca = bundle === null ? [] : [...rootCertificates, await readCaBundle(bundle)]
  return agentsFor(proxy, { keepAlive: true, ...(ca.length === 0 ? {} : { ca }) })
}

function destroy({ httpAgent, httpsAgent }: Agents): void {
  httpAgent.destroy()
  httpsAgent.destroy()
}
