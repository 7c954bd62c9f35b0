import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'

/** The two pools of connections that Node's http and https need. */
export interface Agents {
  httpAgent: HttpAgent
  httpsAgent: HttpsAgent
}

export interface AgentOptions {
  keepAlive: boolean
  maxSockets?: number
  maxTotalSockets?: number
  /** Certificates to trust, in PEM. Left out: those of Node. */
  ca?: string | string[]
}
