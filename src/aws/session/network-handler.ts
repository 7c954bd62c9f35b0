import type { Env } from '../../lib/process/env.ts'
import type { NodeHttpHandler } from '@smithy/node-http-handler'
import { validateHeaderValue } from 'node:http'
import { agentsFor } from '../../lib/network/agents.ts'
import { type AgentOptions } from '../../lib/network/agent-types.ts'
import { type Proxy, proxyFor, proxyText } from '../../lib/network/proxy.ts'
import { SECOND } from '../../model/time.ts'
import type { RequestHandler } from './request-handler.ts'

/** Connections at a time; hundreds of places share them, in an organization those to one host. */
const SOCKETS = 400
/** Milliseconds for one try to connect. */
const CONNECTION_TIMEOUT = 5 * SECOND

/**
 * What decides the route to AWS: the variables that name proxies, and the certificates to trust (null: those of Node).
 */
interface NetworkSettings {
  env: Env
  ca: string | null
}

/** The SDK's own handler, one for each proxy and one for what needs none, with one pool of connections each. */
export function networkHandler({ env, ca }: NetworkSettings): RequestHandler {
  const handlers = new Map<string, Promise<Route>>()
  const wayTo = (url: URL): Promise<Route> => {
    const proxy = proxyFor(url, env)
    // Two variables can name one proxy with different users.
    const name = proxy?.variable ?? ''
    const way = handlers.get(name) ?? openRoute(proxy, ca)
    handlers.set(name, way)
    return way
  }
  return {
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => handlers.forEach(way => void way.then(({ handler }) => handler.destroy())),
    async handle(request, options) {
      const { protocol, hostname, port, headers } = request
      // Refused later, the SDK's timers would keep the process alive.
      for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value)
      const way = await wayTo(new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`))
      return way.proxy === null ? sendDirectly(way, request, options) : sendThrough(way.proxy, way, request, options)
    },
  }
}

interface Route {
  proxy: Proxy | null
  handler: NodeHttpHandler
}

async function openRoute(proxy: Proxy | null, ca: string | null): Promise<Route> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler')
  const options: AgentOptions = {
    keepAlive: true,
    maxSockets: SOCKETS,
    maxTotalSockets: SOCKETS,
    ...(ca === null ? {} : { ca }),
  }
  const handler = new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT,
    socketAcquisitionWarningTimeout: 3_600_000,
    ...(await agentsFor(proxy, options)),
  })
  return { proxy, handler }
}

type Handle = NodeHttpHandler['handle']

/** The SDK's message names one of its packages. */
async function sendDirectly({ handler }: Route, ...asked: Parameters<Handle>): ReturnType<Handle> {
  try {
    return await handler.handle(...asked)
  } catch (error) {
    if (!isConnectionTimeout(error)) throw error
    const message = `no connection within ${CONNECTION_TIMEOUT / SECOND} s`
    throw Object.assign(new Error(message, { cause: error }), { name: 'TimeoutError' })
  }
}

const isConnectionTimeout = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TimeoutError' && error.message.includes('did not establish a connection')

async function sendThrough(
  proxy: Proxy,
  { handler }: Route,
  request: Parameters<Handle>[0],
  options: Parameters<Handle>[1],
): ReturnType<Handle> {
  const { ProxyError, proxyRefusalText } = await import('../../lib/network/proxy-agents.ts')
  try {
    const answer = await handler.handle(request, options)
    // Of a plain http request. AWS never answers so.
    if (answer.response.statusCode === 407) throw new ProxyError(proxyRefusalText(proxy, 407, request.hostname))
    return answer
  } catch (error) {
    // The SDK's message speaks of the server, which was never asked.
    if (!isConnectionTimeout(error)) throw error
    const seconds = CONNECTION_TIMEOUT / SECOND
    throw new ProxyError(`no connection through the proxy ${proxyText(proxy)} within ${seconds} s`, { cause: error })
  }
}
