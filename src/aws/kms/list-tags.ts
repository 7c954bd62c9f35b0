import { ListResourceTagsCommand } from '@aws-sdk/client-kms'
import type { TagRecord } from '../../model/report.ts'
import type { Answer } from '../answers/answer.ts'
import { everyPage } from '../calls/every-page.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { fields, text, word, type Read } from '../answers/shape.ts'

/**
 * The tags of one key, each tag key once.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html
 */
export async function listTags(access: PlaceClient, KeyId: string): Promise<Answer<TagRecord[]>> {
  const client = await access.clients.kms()
  const tags = await everyPage(access, 'kms:ListResourceTags', KeyId, 'Tags', tag, marker =>
    client.send(new ListResourceTagsCommand({ KeyId, Limit: 50, ...marker })),
  )
  if (!tags.known) return tags
  return { known: true, value: [...new Map(tags.value.map(each => [each.TagKey, each])).values()] }
}

const tag: Read<TagRecord> = (value, name) => {
  const { TagKey, TagValue } = fields(value, name)
  return { TagKey: word(TagKey, `${name}.TagKey`), TagValue: text(TagValue, `${name}.TagValue`) }
}
