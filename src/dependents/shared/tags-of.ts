import type { Item } from '../../aws/answers/item.ts'
import type { TagRecord } from '../../model/report/key-facts.ts'

/** Returns the tags in a list of keys and values. */
export const tagsOf = (item: Item, member: string): TagRecord[] =>
  item.list(member).map(tag => ({ TagKey: tag.text('Key') ?? '', TagValue: tag.text('Value') ?? '' }))
