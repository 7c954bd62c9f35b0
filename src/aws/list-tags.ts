import { ListResourceTagsCommand } from '@aws-sdk/client-kms'
import type { Tag } from '@aws-sdk/client-kms'
import type { TagRecord } from '../model/report.ts'
import type { Answer } from './answer.ts'
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
  return { known: true, value: tags.value.map(tag => ({ TagKey: tag.TagKey ?? '', TagValue: tag.TagValue ?? '' })) }
}
