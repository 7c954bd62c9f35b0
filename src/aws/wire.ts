import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import type { HttpHandler } from '@smithy/core/protocols'
import type { RunClock } from './clock.ts'

/** What stands beneath the SDK's clients: the network, or a simulated AWS with credentials of its own. */
export interface Wire {
  requestHandler: RequestHandler
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider
  /** Milliseconds after which one try of a call is dropped, where that is not twenty seconds. */
  callTimeout?: number
}

/** As the SDK's clients take it. */
export type RequestHandler = HttpHandler

/** Connections to one host at a time; hundreds of places share them. */
const SOCKETS = 400

/** One pool of connections for all clients of a run. */
export async function networkWire(): Promise<Wire> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler')
  const agent = { keepAlive: true, maxSockets: 64, maxTotalSockets: SOCKETS }
  return {
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 5000,
      socketAcquisitionWarningTimeout: 3_600_000,
      httpAgent: agent,
      httpsAgent: agent,
    }),
  }
}

/** Shows the clock the `Date` header of every answer. */
export function observed(handler: RequestHandler, clock: RunClock): RequestHandler {
  return {
    ...(handler.metadata === undefined ? {} : { metadata: handler.metadata }),
    destroy: () => handler.destroy?.(),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
    async handle(request, options) {
      const answer = await handler.handle(request, options)
      clock.observe(answer.response.headers['date'])
      return answer
    },
  }
}
