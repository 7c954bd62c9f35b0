import type { AliasesByKey } from '../../model/listed-key.ts'
import { ListAliasesCommand } from '@aws-sdk/client-kms'
import type { Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { kmsPage, markedBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { fields, optional, readableItems, word, type Read } from '../answers/shape.ts'

export interface Aliases {
  byKey: AliasesByKey
  /** Set when a page or an entry could not be read: then a key without aliases here may have some. */
  failure: Failure | null
}

/**
 * Lists all aliases of a place in one sweep, never by a call per key. Entries without a target are AWS's predefined
 * aliases whose key does not exist yet. Describing one would create its key, so they are passed over.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
 *
 * @param keyId only those of this key, for a run that is about no other
 */
export async function listAliases(client: PlaceClient, keyId?: string): Promise<Aliases> {
  const kms = await client.clients.kms()
  const byKey = new Map<string, string[]>()
  let wrong: string | null = null
  const of = keyId === undefined ? {} : { KeyId: keyId }
  const send = (token: string | undefined) =>
    kms.send(new ListAliasesCommand({ Limit: 100, ...of, ...markedBy(token) }))
  for await (const page of client.pages('kms:ListAliases', { send, read: readAliasPage })) {
    if (!page.known) return { byKey, failure: page }
    for (const each of page.value.items.good) collect(byKey, each)
    wrong ??= page.value.items.wrong
  }
  for (const names of byKey.values()) names.sort()
  return { byKey, failure: wrong === null ? null : failure('malformed', wrong) }
}

interface Alias {
  name: string
  /** Undefined: one of AWS's own aliases, whose key does not exist yet. */
  keyId: string | undefined
}

const alias: Read<Alias> = (value, name) => {
  const { AliasName, TargetKeyId } = fields(value, name)
  const called = word(AliasName, `${name}.AliasName`)
  const id = called.startsWith('alias/aws/') ? optional(word) : word
  return { name: called, keyId: id(TargetKeyId, `${name}.TargetKeyId`) }
}

const readAliasPage = kmsPage('Aliases', readableItems(alias))

function collect(byKey: Map<string, string[]>, { name, keyId }: Alias): void {
  if (keyId === undefined) return
  const names = byKey.get(keyId)
  if (names === undefined) byKey.set(keyId, [name])
  else if (!names.includes(name)) names.push(name)
}
