import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Agents, AgentOptions } from './agent-types.ts'
import type { Proxy } from './proxy.ts'

/**
 * Returns the agents for connections through a proxy, or without one. The code for proxies is loaded only if there is
 * one.
 */
export async function agentsFor(proxy: Proxy | null, options: AgentOptions): Promise<Agents> {
  if (proxy === null) return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
  const { proxyAgents } = await import('./proxy-agents.ts')
  return proxyAgents(proxy, options)
}
