import type { Item } from '../../aws/answers/item.ts'
import type { FoundResource, Sweep } from '../dependent.ts'

/** The members of an item that say which resource it is and which key it names. */
interface Members {
  id: string
  arn?: string
  /** Left out: `KmsKeyId`. */
  key?: string
}

/** Notes each item of a list whose members say it all. */
export const noting =
  (sweep: Sweep, { id, arn, key = 'KmsKeyId' }: Members, more: Pick<FoundResource, 'role' | 'effect'> = {}) =>
  (item: Item): void =>
    sweep.found({ id: item.word(id), arn: arn === undefined ? arn : item.text(arn), key: item.text(key), ...more })
