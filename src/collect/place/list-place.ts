import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Answer } from '../../aws/answers/answer.ts'
import type { Aliases } from '../../aws/kms/list-aliases.ts'
import { listAliases } from '../../aws/kms/list-aliases.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import { batches } from '../../lib/batches.ts'
import type { PlaceTask } from './place-audit.ts'
import { remembered } from '../run/memory.ts'

/** Yields every key. Lists them again unless an interrupted run listed them completely. */
export async function* listing({ client, memory }: PlaceTask): AsyncGenerator<Answer<ListedKey[]>> {
  const { place } = client
  const known = memory.recall<ListedKey[]>(place, 'kms:ListKeys', 'all')
  if (known !== undefined) return yield* inPages(known)
  const all: ListedKey[] = []
  for await (const page of listKeys(client)) {
    yield page
    if (!page.known) return
    all.push(...page.value)
  }
  memory.remember(place, 'kms:ListKeys', 'all', all)
}

/** How many keys AWS lists on a page. */
const PAGE = 1000

/** Yields remembered keys page by page, because all at once would fill the memory. */
async function* inPages(keys: readonly ListedKey[]): AsyncGenerator<Answer<ListedKey[]>> {
  if (keys.length === 0) yield { known: true, value: [] }
  for (const page of batches(keys, PAGE)) {
    yield { known: true, value: [...page] }
    await new Promise(resolve => setImmediate(resolve))
  }
}

export async function aliasesOf({ client, memory, options, filter, lists }: PlaceTask): Promise<Aliases> {
  const isDirect = options.oneKey === 'direct' && (lists.places === 1 || filter.onlyArns)
  // Resources name their keys by aliases of any key.
  if (options.dependents === null && isDirect && filter.onlyId !== null) return aliasesOfKey(client, filter.onlyId)
  const entry = { place: client.place, kind: 'kms:ListAliases', id: 'all' }
  const ask = async () => {
    const { byKey, failure } = await listAliases(client)
    return { names: [...byKey], failure }
  }
  const { names, failure } = await remembered(memory, entry, ask, aliases => aliases.failure === null)
  return { byKey: new Map(names), failure }
}

/** A key that does not exist, or that the caller may not see, has no aliases to read. Other calls say so. */
async function aliasesOfKey(client: PlaceClient, id: string): Promise<Aliases> {
  const aliases = await listAliases(client, id)
  return aliases.failure?.reason === 'vanished' ? { ...aliases, failure: null } : aliases
}
