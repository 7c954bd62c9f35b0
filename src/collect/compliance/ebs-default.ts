import { getEbsEncryptionByDefault } from '../../aws/ec2/get-ebs-encryption-by-default.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { EbsDefaultRecord } from '../../model/assessments/compliance.ts'

/** Reads whether new EBS volumes are encrypted. A refusal is a gap. */
export async function readEbsDefault(client: PlaceClient): Promise<EbsDefaultRecord> {
  const answer = await getEbsEncryptionByDefault(client)
  client.note(answer, 'ec2:GetEbsEncryptionByDefault')
  const { account, region } = client.place
  return { account_id: account, region, encryption_by_default: answer.known ? answer.value : null }
}
