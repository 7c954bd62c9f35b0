import { ListResourceTagsCommand } from '@aws-sdk/client-kms'
import type { TagRecord } from '../../model/report/report.ts'
import type { Answer } from '../answers/answer.ts'
import { everyItem, kmsPage, markedBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { fields, list, text, word, type Read } from '../answers/shape.ts'

/**
 * The tags of one key, each tag key once.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html
 */
export async function listTags(client: PlaceClient, KeyId: string): Promise<Answer<TagRecord[]>> {
  const kms = await client.clients.kms()
  const pages = client.pages('kms:ListResourceTags', {
    id: KeyId,
    name: 'kms:ListResourceTags',
    send: token => kms.send(new ListResourceTagsCommand({ KeyId, Limit: 50, ...markedBy(token) })),
    read: kmsPage('Tags', list(tag)),
  })
  const tags = await everyItem(pages)
  if (!tags.known) return tags
  return { known: true, value: [...new Map(tags.value.map(each => [each.TagKey, each])).values()] }
}

const tag: Read<TagRecord> = (value, name) => {
  const { TagKey, TagValue } = fields(value, name)
  return { TagKey: word(TagKey, `${name}.TagKey`), TagValue: text(TagValue, `${name}.TagValue`) }
}
