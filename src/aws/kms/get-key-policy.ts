import { GetKeyPolicyCommand } from '@aws-sdk/client-kms'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, text } from '../answers/shape.ts'

/**
 * The key policy, parsed where it is JSON. A key has one, and its name is `default`.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
 */
export async function getKeyPolicy(client: PlaceClient, KeyId: string): Promise<Answer<unknown>> {
  const kms = await client.clients.kms()
  const command = new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })
  const answer = await client.call(
    'kms:GetKeyPolicy',
    KeyId,
    () => kms.send(command),
    given => text(answered(given)['Policy'], 'Policy'),
  )
  if (!answer.known) return answer
  try {
    return { known: true, value: JSON.parse(answer.value) as unknown }
  } catch {
    return untimed(answer)
  }
}
