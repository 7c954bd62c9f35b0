import { ListResourceTagsCommand } from '@aws-sdk/client-kms'
import type { Tag } from '@aws-sdk/client-kms'
import type { TagRecord } from '../model/report.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import { everyPage } from './every-page.ts'
import type { PlaceAccess } from './place-access.ts'

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html */
export async function listTags(access: PlaceAccess, KeyId: string): Promise<Answer<TagRecord[]>> {
  const client = await access.clients.kms()
  const tags = await everyPage<Tag>(access, 'kms:ListResourceTags', KeyId, async marker => {
    const page = await client.send(new ListResourceTagsCommand({ KeyId, Limit: 50, ...marker }))
    return { ...page, items: page.Tags }
  })
  if (!tags.known) return tags
  const records = tags.value.flatMap(({ TagKey, TagValue }) =>
    TagKey === undefined || TagValue === undefined ? [] : { TagKey, TagValue },
  )
  return records.length === tags.value.length
    ? { known: true, value: records }
    : failure('malformed', 'ListResourceTags tells a tag without its key or its value')
}
