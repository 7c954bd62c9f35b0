import { GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2'
import type { Answer } from '../answers/answer.ts'
import { answered, flag } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'

/**
 * Whether new EBS volumes of the account are encrypted in the Region.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetEbsEncryptionByDefault.html
 */
export async function getEbsEncryptionByDefault(client: PlaceClient): Promise<Answer<boolean>> {
  const ec2 = await client.clients.ec2()
  const send = () => ec2.send(new GetEbsEncryptionByDefaultCommand({}))
  return client.call('ec2:GetEbsEncryptionByDefault', 'default', send, answer =>
    flag(answered(answer)['EbsEncryptionByDefault'], 'EbsEncryptionByDefault'),
  )
}
