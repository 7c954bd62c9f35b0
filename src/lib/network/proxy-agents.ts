import type { ClientRequest } from 'node:http'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import type { Agents, AgentOptions } from './agent-types.ts'
import { type Proxy, proxyText } from './proxy.ts'

/** The proxy cannot be reached, or it refused the connection. */
export class ProxyError extends Error {
  override name = 'ProxyError'
}

/**
 * Returns agents that send every connection through a proxy: https by a tunnel (CONNECT), http by a request to the
 * proxy itself.
 */
export function proxyAgents(proxy: Proxy, options: AgentOptions): Agents {
  // The user name and password are sent as a header, so no URL in a message contains them.
  const headers: Record<string, string> =
    proxy.authorization === null ? {} : { 'Proxy-Authorization': proxy.authorization }
  const tunnel = new TunnelAgent(proxy, { ...options, headers })
  // The class does not pass its options to the connections behind the proxy.
  Object.assign(tunnel.options, options)
  return { httpAgent: new ForwardAgent(proxy, { ...options, headers }), httpsAgent: tunnel }
}

type ProxyAgentOptions = AgentOptions & { headers: Record<string, string> }

class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: Proxy

  constructor(proxy: Proxy, options: ProxyAgentOptions) {
    super(proxy.url.href, options)
    this.#proxy = proxy
    this.on('proxyConnect', ({ statusCode }: { statusCode: number }, request: ClientRequest) => {
      if (statusCode !== 200) request.destroy(new ProxyError(proxyRefusalText(proxy, statusCode, targetHost(request))))
    })
  }

  override connect(...asked: Parameters<HttpsProxyAgent<string>['connect']>) {
    return super.connect(...asked).catch((error: unknown) => throwProxyError(this.#proxy, error))
  }
}

class ForwardAgent extends HttpProxyAgent<string> {
  readonly #proxy: Proxy

  constructor(proxy: Proxy, options: ProxyAgentOptions) {
    super(proxy.url.href, options)
    this.#proxy = proxy
  }

  override connect(...asked: Parameters<HttpProxyAgent<string>['connect']>) {
    return super.connect(...asked).catch((error: unknown) => throwProxyError(this.#proxy, error))
  }
}

function throwProxyError(proxy: Proxy, error: unknown): never {
  const why = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error)
  throw new ProxyError(`no connection to the proxy ${proxyText(proxy)}: ${why}`, { cause: error })
}

const targetHost = (request: ClientRequest): string => String(request.getHeader('host') ?? request.host)

/** Returns why a proxy refused a request. */
export function proxyRefusalText(proxy: Proxy, status: number, target: string): string {
  const shown = proxyText(proxy)
  if (status === 407) {
    const user = `http://USER:PASSWORD@${proxy.url.host} in ${proxy.variable}`
    return proxy.authorization === null
      ? `the proxy ${shown} requires a user name and password (HTTP 407): set ${user}`
      : `the proxy ${shown} rejected the user name and password in ${proxy.variable} (HTTP 407)`
  }
  if (status === 403) return `the proxy ${shown} does not allow connections to ${target} (HTTP 403)`
  return `the proxy ${shown} did not connect to ${target} (HTTP ${status})`
}
