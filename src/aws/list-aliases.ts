import { ListAliasesCommand } from '@aws-sdk/client-kms'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import { Tokens } from './tokens.ts'
import type { PlaceAccess } from './place-access.ts'

/** Aliases by the id of the key they point at, sorted. */
export type AliasesByKey = ReadonlyMap<string, readonly string[]>

export interface Aliases {
  byKey: AliasesByKey
  /** Set when a page could not be read: then a key without aliases here may have some. */
  failure: Extract<Answer<never>, { known: false }> | null
}

/**
 * All aliases of a place in one sweep, never a call per key. Entries without a target are AWS's predefined aliases that
 * no key stands behind yet; describing them would create it, so they are passed over.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
 */
export async function listAliases(access: PlaceAccess): Promise<Aliases> {
  const client = await access.clients.kms()
  const byKey = new Map<string, string[]>()
  const tokens = new Tokens()
  let marker: string | undefined
  do {
    const command = new ListAliasesCommand({ Limit: 100, ...(marker === undefined ? {} : { Marker: marker }) })
    const page = await access.caller.call('kms:ListAliases', marker ?? 'first', () => client.send(command))
    if (!page.known) return { byKey, failure: page }
    if (page.value.Aliases === undefined) {
      return { byKey, failure: failure('malformed', 'an answer of ListAliases without Aliases') }
    }
    for (const { AliasName: name, TargetKeyId: id } of page.value.Aliases) {
      // Of AWS's own, some have no key yet; anybody else's points at one.
      if (name === undefined || (id === undefined && !name.startsWith('alias/aws/'))) {
        return { byKey, failure: failure('malformed', 'ListAliases tells an alias without its name or its key') }
      }
      if (id === undefined) continue
      const names = byKey.get(id)
      if (names === undefined) byKey.set(id, [name])
      else if (!names.includes(name)) names.push(name)
    }
    const isMore = page.value.Truncated ?? page.value.NextMarker !== undefined
    const next = isMore ? page.value.NextMarker : undefined
    if (isMore && !tokens.leadsOn(next)) {
      return { byKey, failure: failure('malformed', 'ListAliases says that there is more, but not how to ask for it') }
    }
    marker = next
  } while (marker !== undefined)
  for (const names of byKey.values()) names.sort()
  return { byKey, failure: null }
}
