import { ListKeysCommand } from '@aws-sdk/client-kms'
import type { KeyListEntry } from '@aws-sdk/client-kms'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import { Tokens } from './tokens.ts'
import type { PlaceAccess } from './place-access.ts'

export interface ListedKey {
  id: string
  arn: string
}

/**
 * Every key of a place, customer managed and AWS managed mixed, page by page; each key once. Yields a failure as its
 * last item when a page could not be read: what came before it stands.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
 */
export async function* listKeys(access: PlaceAccess): AsyncGenerator<Answer<ListedKey[]>> {
  const client = await access.clients.kms()
  const seen = new Set<string>()
  const tokens = new Tokens()
  let marker: string | undefined
  do {
    const command = new ListKeysCommand({ Limit: 1000, ...(marker === undefined ? {} : { Marker: marker }) })
    const page = await access.caller.call('kms:ListKeys', marker ?? 'first', () => client.send(command))
    if (!page.known) {
      yield page
      return
    }
    const { Keys, NextMarker } = page.value
    const isMore = page.value.Truncated ?? NextMarker !== undefined
    if (Keys === undefined) {
      yield failure('malformed', 'an answer of ListKeys without Keys')
      return
    }
    yield { known: true, value: fresh(Keys, seen) }
    if (Keys.some(({ KeyId, KeyArn }) => KeyId === undefined || KeyArn === undefined)) {
      yield failure('malformed', 'ListKeys names a key without its id or its ARN')
      return
    }
    if (isMore && !tokens.leadsOn(NextMarker)) {
      yield failure('malformed', 'ListKeys says that there is more, but not how to ask for it')
      return
    }
    marker = isMore ? NextMarker : undefined
  } while (marker !== undefined)
}

function fresh(entries: readonly KeyListEntry[], seen: Set<string>): ListedKey[] {
  const keys: ListedKey[] = []
  for (const { KeyId: id, KeyArn: arn } of entries) {
    if (id === undefined || arn === undefined || seen.has(id)) continue
    seen.add(id)
    keys.push({ id, arn })
  }
  return keys
}
