import { Readable } from 'node:stream'
import type { HttpHandler } from '@smithy/core/protocols'
import { MINUTE } from '../../model/time.ts'
import type { SimulatedAws } from './simulated-aws.ts'

export type SimulatedHandler = HttpHandler & { metadata: { handlerProtocol: string }; destroy: () => void }

/**
 * Returns a handler that puts a simulated AWS beneath the SDK: `new KMSClient({ requestHandler: requestHandlerOf(aws),
 * … })`.
 */
export const requestHandlerOf = (aws: SimulatedAws): SimulatedHandler => ({
  metadata: { handlerProtocol: 'http/1.1' },
  async handle(request, { abortSignal, requestTimeout } = {}) {
    const { method, hostname: host, query } = request
    const path = withQuery(request.path, query)
    const body = (request.body ?? '') as Uint8Array | string
    const answer = aws.handle({ method, host, path, headers: lowerCase(request.headers), body })
    const { status, headers, body: answered } = await unlessStopped(answer, abortSignal as AbortSignal, requestTimeout)
    const stream = Readable.from([Buffer.from(answered)], { objectMode: false })
    return { response: { statusCode: status, headers, body: stream } }
  },
  destroy: () => {},
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
})

type Query = Parameters<HttpHandler['handle']>[0]['query']

/** Returns a path with its query string. The SDK passes a parameter without a value as an empty text or null. */
function withQuery(path: string, query: Query = {}): string {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map(one => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
  )
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`
}

/** Returns the answer, unless the caller aborts or the time limit passes first, as the handler of the SDK does. */
async function unlessStopped<T>(answer: Promise<T>, signal: AbortSignal | undefined, patience = 0): Promise<T> {
  let stop: ((reason: Error) => void) | undefined
  const stopped = new Promise<never>((_, reject) => (stop = reject))
  const abort = (): void => stop?.(named('AbortError', 'Request aborted'))
  const late = (): void => stop?.(named('TimeoutError', `Connection timed out after ${patience} ms`))
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })
  // An open connection keeps a process alive while it waits, and so does this timer.
  const timer = patience > 0 ? setTimeout(late, patience) : setInterval(() => {}, MINUTE)
  try {
    return await Promise.race([answer, stopped])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name })

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
