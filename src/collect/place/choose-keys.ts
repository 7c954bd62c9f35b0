import type { Answer } from '../../aws/answers/answer.ts'
import { keyArn } from '../../model/key-arn.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import type { PlaceAudit } from './place-audit.ts'
import { listing } from './list-place.ts'

/**
 * Yields the requested keys of a place: a list for each page that could be read. Keys given by an ID prefix come last
 * and all at once, when the lists of every place show that the prefix matches only one key. If the
 * prefix matches several keys, yields none of them.
 */
export async function* chosenKeys(audit: PlaceAudit): AsyncGenerator<readonly ListedKey[]> {
  const { filter, client, lists } = audit
  const delayed: ListedKey[] = []
  for await (const page of candidates(audit)) {
    if (!page.known) {
      client.note(page, 'kms:ListKeys')
      break
    }
    const wanted = await wantedOf(page.value, audit)
    if (filter.hasPrefixes) delayed.push(...wanted)
    yield filter.hasPrefixes ? [] : wanted
  }
  lists.arrive()
  if (!filter.hasPrefixes) return
  await lists.done
  if (filter.ambiguous === null && delayed.length > 0) yield delayed
}

/**
 * Lists the keys. To explain one key, an id is enough, if only one place can have it; an alias is found in the list of
 * aliases.
 */
async function* candidates(audit: PlaceAudit): AsyncGenerator<Answer<ListedKey[]>> {
  const { filter, client, lists, options, aliases } = audit
  const id = filter.onlyId
  if (options.oneKey === 'direct' && id !== null && (lists.places === 1 || filter.onlyArns))
    return yield { known: true, value: [{ id, arn: keyArn(client.place, id) }] }
  if (options.oneKey === null || !filter.isAlias) return yield* listing(audit)
  const { byKey, failure } = await aliases
  if (failure !== null) return yield* listing(audit)
  yield { known: true, value: [...byKey.keys()].map(each => ({ id: each, arn: keyArn(client.place, each) })) }
}

async function wantedOf(listed: readonly ListedKey[], { filter, client, aliases }: PlaceAudit): Promise<ListedKey[]> {
  const byKey = filter.needsAliases ? (await aliases).byKey : new Map<string, readonly string[]>()
  return listed.filter(key => filter.wants(key, client.place, byKey))
}
