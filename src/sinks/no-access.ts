import type { NoAccess, PlaceClient } from '../aws/session/place-client.ts'
import { AuditError } from '../lib/process/exit.ts'

/** Returns the client of the caller's account. Throws an `AuditError` if a destination is in another partition. */
export function requireAccess(client: PlaceClient | NoAccess, what: string): PlaceClient {
  if ('place' in client) return client
  const own = client.partition === null ? 'could not be entered' : `is in partition ${client.partition}`
  throw new AuditError('failed', `Cannot reach ${what}: the account of the caller ${own}.`, {
    hint: 'Use --profile with the credentials of that partition.',
  })
}
