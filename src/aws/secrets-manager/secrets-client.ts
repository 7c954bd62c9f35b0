import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** The client of Secrets Manager in a place. */
export async function secretsClient({ clients }: PlaceClient): Promise<AwsClient> {
  const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  return clients.of('Secrets Manager', config => new SecretsManagerClient(config))
}
