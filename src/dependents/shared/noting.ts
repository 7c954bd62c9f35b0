import type { Item } from '../../aws/answers/item.ts'
import type { FoundResource, Sweep } from '../dependent.ts'
import { tagsOf } from './tags-of.ts'

/** The members of an item that say which resource it is and which key it names. */
interface Members {
  id: string
  arn?: string
  /** Left out: `KmsKeyId`. */
  key?: string
  /** The list of tags, if the list of resources contains it. */
  tags?: string
  /** The member that says whether the resource is encrypted, also where it names no key. */
  encrypted?: string
}

/** Notes each item of a list whose members say it all. */
export const noting =
  (
    sweep: Sweep,
    { id, arn, key = 'KmsKeyId', tags, encrypted }: Members,
    more: Pick<FoundResource, 'role' | 'effect'> = {},
  ) =>
  (item: Item): void =>
    sweep.found({
      id: item.word(id),
      arn: arn === undefined ? arn : item.text(arn),
      key: item.text(key),
      ...(sweep.wantsAll && tags !== undefined && { tags: tagsOf(item, tags) }),
      ...(sweep.wantsAll && encrypted !== undefined && { withoutKey: withoutKey(item.flag(encrypted)) }),
      ...more,
    })

/** What it means that a resource names no key: an encrypted one has a key that its list does not name. */
export const withoutKey = (isEncrypted: boolean | undefined): FoundResource['withoutKey'] =>
  isEncrypted === true ? 'unknown' : 'none'
