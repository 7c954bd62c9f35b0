import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Agents, AgentOptions } from './agent-types.ts'
import type { Proxy } from './proxy.ts'

/** Connections through a proxy; null: without one. The proxy's code is loaded only when there is one. */
export async function agentsFor(proxy: Proxy | null, options: AgentOptions): Promise<Agents> {
  if (proxy === null) return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
  const { proxyAgents } = await import('./proxy-agents.ts')
  return proxyAgents(proxy, options)
}
