import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** The client of IAM, which is a global service: any Region of the partition leads to it. */
export async function iamClient({ clients }: PlaceClient): Promise<AwsClient> {
  const { IAMClient } = await import('@aws-sdk/client-iam')
  return clients.of('IAM', config => new IAMClient(config))
}
