import { describeKey } from '../../aws/kms/describe-key.ts'
import { listAliases } from '../../aws/kms/list-aliases.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { AliasesByKey, ListedKey } from '../../model/listed-key.ts'
import type { KeyManager } from '../../model/options/options.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'

/** Keys that are described before the search for a fitting one ends. */
const TRIED = 20

/**
 * Returns the key of a place on which permissions are tried: the first of the requested keys that has the requested
 * manager, else the first. Null: the place has none, or its keys cannot be listed.
 */
export async function chooseKey(
  client: PlaceClient,
  filter: KeyFilter,
  manager: KeyManager,
): Promise<ListedKey | null> {
  const aliases: AliasesByKey = filter.needsAliases ? (await listAliases(client)).byKey : new Map()
  let first: ListedKey | null = null
  let tried = 0
  for await (const page of listKeys(client)) {
    if (!page.known) break
    for (const key of page.value.filter(each => filter.wants(each, client.place, aliases))) {
      first ??= key
      if (++tried > TRIED) return first
      const described = await describeKey(client, key)
      if (described.known && (manager === 'all' || described.value.manager === MANAGERS[manager])) return key
    }
  }
  return first
}

const MANAGERS = { customer: 'CUSTOMER', aws: 'AWS' } as const
