import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import type { HttpHandler } from '@smithy/core/protocols'
import { Readable } from 'node:stream'
import type { Deadlines } from '../lib/deadlines.ts'
import { SECOND } from '../model/time.ts'

/** What stands beneath the SDK's clients: the network, or a simulated AWS with credentials of its own. */
export interface Wire {
  requestHandler: RequestHandler
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider
  /** Milliseconds after which one try of a call is dropped, where that is not twenty seconds. */
  callTimeout?: number
  /** Milliseconds of a clock that only goes forward, where time does not pass as on this machine. */
  elapsed?: () => number
}

/** One try that has not answered after this long is dropped and made again. */
export const CALL_TIMEOUT = 20 * SECOND

/** As the SDK's clients take it. */
export type RequestHandler = HttpHandler

/** Connections at a time; hundreds of places share them, in an organization those to one host. */
const SOCKETS = 400

/** One pool of connections for all clients of a run. */
export async function networkWire(): Promise<Wire> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler')
  const agent = { keepAlive: true, maxSockets: SOCKETS, maxTotalSockets: SOCKETS }
  return {
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 5000,
      socketAcquisitionWarningTimeout: 3_600_000,
      httpAgent: agent,
      httpsAgent: agent,
    }),
  }
}

/** Ends every request that takes too long or outlives the run. */
export function limited(handler: RequestHandler, deadlines: Deadlines): RequestHandler {
  return {
    ...(handler.metadata === undefined ? {} : { metadata: handler.metadata }),
    destroy: () => handler.destroy?.(),
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => handler.httpHandlerConfigs(),
    async handle(request, options) {
      const stop = new AbortController()
      const callOff = deadlines.watch(() => stop.abort())
      try {
        const answer = await handler.handle(request, { ...options, abortSignal: stop.signal })
        whenRead(answer.response.body, callOff)
        return answer
      } catch (error) {
        callOff()
        throw error
      }
    },
  }
}

/** An answer that stops in its middle must not hold its connection for ever. */
function whenRead(body: unknown, callOff: () => void): void {
  if (body instanceof Readable) body.once('close', callOff)
  else callOff()
}
