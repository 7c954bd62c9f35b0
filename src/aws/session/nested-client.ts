import type { Connection } from './connection.ts'
import type { RequestHandler } from '../wire.ts'

/** Settings of a client that the SDK makes for getting credentials: as those of the session, with the SDK's own retries. */
export function nestedClient(
  serviceId: string,
  { connection, requestHandler }: { connection: Connection; requestHandler: RequestHandler },
) {
  const endpoint = connection.endpointOf(serviceId)
  return {
    requestHandler,
    maxAttempts: 3,
    retryMode: 'standard',
    logger: SILENT,
    useFipsEndpoint: connection.useFips,
    useDualstackEndpoint: connection.useDualstack,
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint !== null && { endpoint }),
    ...(serviceId === 'STS' && { useGlobalEndpoint: connection.globalSts }),
  }
}

/** The SDK's own warnings would mix with ours on stderr. */
export const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }
