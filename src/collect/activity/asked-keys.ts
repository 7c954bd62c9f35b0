import { listAliases } from '../../aws/kms/list-aliases.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import { keyArn } from '../../model/key-arn.ts'
import type { Place } from '../../model/place.ts'
import type { AssessmentRun } from '../assess/assess.ts'

/** The keys of one account and Region that were asked for. */
export interface AskedKeys {
  /** Their ARNs. Null: all keys. */
  arns: readonly string[] | null
  /** Null: they could not be listed, and a gap says so; or the account is not entered. */
  aliases: AliasesByKey | null
}

/**
 * Finds the keys that `--key` names in each account and Region, and the aliases of all keys.
 *
 * @throws AuditError (wrong usage) if a name matches no key or the first characters of several IDs, or if an alias or
 * the first characters of an ID would have to be looked up in an account that is not entered
 */
export async function findAskedKeys({ run, visit, places, note }: AssessmentRun): Promise<Map<PlaceClient, AskedKeys>> {
  const found = new Map<PlaceClient, AskedKeys>()
  // Whether a place answers is decided by its events.
  await visit('kms:ListAliases', async client => {
    found.set(client, await askedKeysOf(client, run.filter))
    return null
  })
  const notes = run.filter.requireMatches(
    places.map(({ place }) => place.region),
    run.gaps.all,
  )
  for (const line of notes) note(line)
  return found
}

async function askedKeysOf(client: PlaceClient, filter: AssessmentRun['run']['filter']): Promise<AskedKeys> {
  if (!client.isEntered) return { arns: unlistedKeysOf(client.place, filter), aliases: null }
  const { byKey, failure } = await listAliases(client)
  client.note(failure, 'kms:ListAliases')
  const aliases = failure === null ? byKey : null
  if (filter.isOpen) return { arns: null, aliases }
  const prefix = keyArn(client.place, '')
  const named = filter.wholeArns
    ?.filter(arn => arn.startsWith(prefix))
    .map(arn => ({ id: arn.slice(prefix.length), arn }))
  const keys = named ?? (await everyKey(client)).keys
  return { arns: keys.filter(key => filter.wants(key, client.place, byKey)).map(({ arn }) => arn), aliases }
}

/** The ARNs of the keys that are named in an account that is not entered. Null: all keys. */
function unlistedKeysOf(place: Place, filter: AssessmentRun['run']['filter']): string[] | null {
  const ids = filter.idsIn(place)
  if (ids === null) return null
  const keys = ids.map(id => ({ id, arn: keyArn(place, id) }))
  return keys.filter(key => filter.wants(key, place, new Map())).map(({ arn }) => arn)
}

/** All keys of a Region, and whether this is the whole list. If not, a gap says why. */
export async function everyKey(client: PlaceClient) {
  const keys: { id: string; arn: string }[] = []
  for await (const page of listKeys(client)) {
    if (page.known) keys.push(...page.value)
    else {
      client.note(page, 'kms:ListKeys')
      return { keys, isWhole: false }
    }
  }
  return { keys, isWhole: true }
}
