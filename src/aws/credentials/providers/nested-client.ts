import { endpointSettings, type Connection } from '../connection.ts'
import type { RequestHandler } from '../../session/request-handler.ts'

/** Settings of a client that the SDK makes for getting credentials: as those of the session, with the SDK's own retries. */
export function nestedClient(
  serviceId: string,
  { connection, requestHandler }: { connection: Connection; requestHandler: RequestHandler },
) {
  return {
    requestHandler,
    maxAttempts: 3,
    retryMode: 'standard',
    logger: SILENT,
    ...endpointSettings(connection, serviceId),
  }
}

/** The SDK's own warnings would mix with ours on stderr. */
export const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} }
