import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import { isoTime } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { answered, fields, instant, optional, word } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** What a resource has to know about its key. */
export interface NamedKey {
  arn: string
  manager: string
  state: string
  deletionDate: string | null
}

/**
 * Describes a key as a resource names it: by ARN, ID or alias. Never call it for an alias `alias/aws/…`, because that
 * can create a key. https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export async function describeNamedKey(client: PlaceClient, name: string): Promise<Answer<NamedKey>> {
  const kms = await client.clients.kms()
  return client.call(
    'kms:DescribeKey',
    name,
    () => kms.send(new DescribeKeyCommand({ KeyId: name })),
    given => {
      const meta = fields(answered(given)['KeyMetadata'], 'KeyMetadata')
      const deletion = optional(instant)(meta['DeletionDate'], 'KeyMetadata.DeletionDate')
      return {
        arn: word(meta['Arn'], 'KeyMetadata.Arn'),
        manager: word(meta['KeyManager'], 'KeyMetadata.KeyManager'),
        state: word(meta['KeyState'], 'KeyMetadata.KeyState'),
        deletionDate: deletion === undefined ? null : isoTime(deletion),
      }
    },
  )
}
