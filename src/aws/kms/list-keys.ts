import { ListKeysCommand } from '@aws-sdk/client-kms'
import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { markedPage, nextMarker } from '../calls/every-page.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { fields, readableItems, word, type Read } from '../answers/shape.ts'
import { Tokens } from '../calls/tokens.ts'

export interface ListedKey {
  id: string
  arn: string
}

/**
 * Every key of a place, customer managed and AWS managed mixed, page by page; each key once. Yields a failure as its
 * last item when a page or an entry could not be read: what came before it stands, and so do the other entries.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
 */
export async function* listKeys(access: PlaceClient): AsyncGenerator<Answer<ListedKey[]>> {
  const client = await access.clients.kms()
  const seen = new Set<string>()
  const tokens = new Tokens()
  let wrong: string | null = null
  let marker: string | undefined
  do {
    const command = new ListKeysCommand({ Limit: 1000, ...(marker === undefined ? {} : { Marker: marker }) })
    const page = await access.caller.call('kms:ListKeys', marker ?? 'first', () => client.send(command), readKeyPage)
    if (!page.known) {
      yield page
      return
    }
    yield { known: true, value: page.value.items.good.filter(({ id }) => !seen.has(id) && seen.add(id)) }
    wrong ??= page.value.items.wrong
    const next = nextMarker(page.value, tokens, 'ListKeys')
    if (!next.known) {
      yield next
      return
    }
    marker = next.value
  } while (marker !== undefined)
  if (wrong !== null) yield failure('malformed', wrong)
}

/** One entry of ListKeys. */
export const listedKey: Read<ListedKey> = (value, name) => {
  const { KeyId, KeyArn } = fields(value, name)
  return { id: word(KeyId, `${name}.KeyId`), arn: word(KeyArn, `${name}.KeyArn`) }
}

const readKeyPage = markedPage('Keys', readableItems(listedKey))
