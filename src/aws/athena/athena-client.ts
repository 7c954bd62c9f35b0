import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** Returns the client for Athena. The SDK's part is loaded when it is first asked for. */
export async function athenaClient(client: PlaceClient): Promise<AwsClient> {
  const { AthenaClient } = await import('@aws-sdk/client-athena')
  return client.clients.of('Athena', config => new AthenaClient(config))
}
