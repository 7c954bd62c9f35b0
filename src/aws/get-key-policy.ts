import { GetKeyPolicyCommand } from '@aws-sdk/client-kms'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import type { PlaceAccess } from './place-access.ts'

/**
 * The key policy, parsed where it is JSON. A key has one, and its name is `default`.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
 */
export async function getKeyPolicy(access: PlaceAccess, KeyId: string): Promise<Answer<unknown>> {
  const client = await access.clients.kms()
  const command = new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })
  const answer = await access.caller.call('kms:GetKeyPolicy', KeyId, () => client.send(command))
  if (!answer.known) return answer
  const { Policy: text } = answer.value
  if (text === undefined) return failure('malformed', 'an answer of GetKeyPolicy without Policy')
  try {
    return { known: true, value: JSON.parse(text) as unknown }
  } catch {
    return { known: true, value: text }
  }
}
