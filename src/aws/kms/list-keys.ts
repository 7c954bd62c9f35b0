import type { ListedKey } from '../../model/listed-key.ts'
import { ListKeysCommand } from '@aws-sdk/client-kms'
import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { kmsPage, markedBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { fields, readableItems, word, type Read } from '../answers/shape.ts'

/**
 * Yields every key of a place page by page, customer managed and AWS managed mixed, each key once. The last item is a
 * failure when a page or an entry could not be read; the keys before it, and the other entries, still count.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
 */
export async function* listKeys(client: PlaceClient): AsyncGenerator<Answer<ListedKey[]>> {
  const kms = await client.clients.kms()
  const seen = new Set<string>()
  let wrong: string | null = null
  const send = (token: string | undefined) => kms.send(new ListKeysCommand({ Limit: 1000, ...markedBy(token) }))
  for await (const page of client.pages('kms:ListKeys', { send, read: readKeyPage })) {
    if (!page.known) return yield page
    yield { known: true, value: page.value.items.good.filter(({ id }) => !seen.has(id) && seen.add(id)) }
    wrong ??= page.value.items.wrong
  }
  if (wrong !== null) yield failure('malformed', wrong)
}

/** One entry of ListKeys. */
export const listedKey: Read<ListedKey> = (value, name) => {
  const { KeyId, KeyArn } = fields(value, name)
  return { id: word(KeyId, `${name}.KeyId`), arn: word(KeyArn, `${name}.KeyArn`) }
}

const readKeyPage = kmsPage('Keys', readableItems(listedKey))
