import type { Env } from '../../lib/process/env.ts'
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types'
import { Readable } from 'node:stream'
import type { Deadlines } from '../../lib/flow/deadlines.ts'
import { overridingCaBundle, readCaBundle, type CaBundle } from '../../lib/network/ca-bundle.ts'
import { requireProxies } from '../../lib/network/proxy.ts'
import { SECOND } from '../../model/time.ts'
import { networkHandler } from './network-handler.ts'
import type { RequestHandler } from './request-handler.ts'

/** What lies beneath the SDK's clients: the network, or a simulated AWS with credentials of its own. */
export interface Wire {
  requestHandler: RequestHandler
  /** A handler that trusts these certificates (null: those of Node); left out where no connection is made. */
  handlerFor?(bundle: CaBundle | null): Promise<RequestHandler>
  credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider
  /** Milliseconds after which one try of a call is dropped, where that is not twenty seconds. */
  callTimeout?: number
  /** Factor of the pauses before a call is tried again; 1 if it is left out. */
  patience?: number
  /** Milliseconds of a clock that only goes forward, where time does not pass as on this machine. */
  elapsed?: () => number
}

/** One try that has not answered after this long is dropped and made again. */
export const CALL_TIMEOUT = 20 * SECOND

/**
 * The network, through the proxies and with the certificates that the environment names. Variables and files that cannot
 * be used are wrong usage. One handler, and so one pool of connections, for each bundle. Only AWS_CA_BUNDLE is read at
 * once: a profile's `ca_bundle` takes precedence over the other variable.
 */
export async function networkWire(env: Env): Promise<Wire> {
  requireProxies(env)
  const handlers = new Map<string, Promise<RequestHandler>>()
  const handlerFor = (bundle: CaBundle | null): Promise<RequestHandler> => {
    const path = bundle?.path ?? ''
    const handler = handlers.get(path) ?? openHandler(env, bundle)
    handlers.set(path, handler)
    return handler
  }
  const usual = await handlerFor(overridingCaBundle(env))
  const destroy = (): void => handlers.forEach(handler => void handler.then(each => each.destroy?.()).catch(() => {}))
  return { requestHandler: { ...usual, destroy }, handlerFor }
}

async function openHandler(env: Env, bundle: CaBundle | null): Promise<RequestHandler> {
  return networkHandler({ env, ca: bundle === null ? null : await readCaBundle(bundle) })
}

/** Ends every request that takes too long or outlives the run. */
export function limited(handler: RequestHandler, deadlines: Deadlines): RequestHandler {
  const limiting: RequestHandler = {
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
  BENEATH.set(limiting, BENEATH.get(handler) ?? handler)
  return limiting
}

/** Handlers by those that limit them. */
const BENEATH = new WeakMap<RequestHandler, RequestHandler>()

/** Returns the handler with other limits, for calls that outlive the run. */
export const limitedOtherwise = (handler: RequestHandler, deadlines: Deadlines): RequestHandler =>
  limited(BENEATH.get(handler) ?? handler, deadlines)

/** An answer that stops in its middle must not hold its connection for ever. */
function whenRead(body: unknown, callOff: () => void): void {
  if (body instanceof Readable) body.once('close', callOff)
  else callOff()
}
