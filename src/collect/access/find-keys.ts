import { listAliases } from '../../aws/kms/list-aliases.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { AliasesByKey, ListedKey } from '../../model/listed-key.ts'
import { isNamed, operandName } from '../../selection/key-name.ts'
import type { AssessmentRun } from '../assess/assess.ts'

/** A key of a place, and its first alias. */
export interface FoundKey {
  client: PlaceClient
  key: ListedKey
  alias: string | null
}

/** The keys of one place, as far as they could be listed. */
export interface PlaceKeys {
  client: PlaceClient
  keys: readonly ListedKey[]
  aliases: AliasesByKey
  /** Why some are missing. Null: none is. */
  failure: string | null
}

/**
 * Lists the keys and aliases of all requested places. A key is never described by its alias, which can create it.
 */
export const listPlaces = ({ visit }: AssessmentRun): Promise<PlaceKeys[]> =>
  visit('kms:ListKeys', async client => {
    const keys: ListedKey[] = []
    let why: string | null = null
    const aliases = await listAliases(client)
    client.note(aliases.failure, 'kms:ListAliases')
    for await (const page of listKeys(client)) {
      client.note(page, 'kms:ListKeys')
      if (page.known) keys.push(...page.value)
      else why = page.why
    }
    return { client, keys, aliases: aliases.byKey, failure: why ?? aliases.failure?.why ?? null }
  })

/**
 * Finds the keys that the names mean.
 *
 * @throws AuditError if a name means none (wrong usage), or none that could be read
 */
export const keysNamed = (names: readonly string[], places: readonly PlaceKeys[]): FoundKey[] => {
  const found = names.flatMap(text => {
    const name = operandName(text)
    const meant = places.flatMap(({ client, keys, aliases }) =>
      keys
        .filter(key => isNamed(name, key, client.place, aliases))
        .map(key => ({ client, key, alias: aliases.get(key.id)?.[0] ?? null })),
    )
    if (meant.length === 0) throw notFound('key', text, places)
    return meant
  })
  return [...new Map(found.map(one => [one.key.arn, one])).values()]
}

interface Searched {
  client: PlaceClient
  failure: string | null
}

/** The error for a name of which nothing was found in these places. */
export function notFound(what: 'key' | 'secret', text: string, places: readonly Searched[]): AuditError {
  const failed = places.find(({ failure }) => failure !== null)
  const where = [...new Set(places.map(({ client }) => client.place.region))].join(', ')
  const accounts = [...new Set(places.map(({ client }) => client.place.account))].join(', ')
  if (failed !== undefined)
    return new AuditError(
      'failed',
      `Cannot look up the ${what} ${quoted(text)}: ${(failed.failure ?? '').replace(/\.$/, '')}.`,
      {
        hint: `Allow the list of ${what}s, or give the ARN of the ${what}.`,
      },
    )
  return new AuditError('usage', `There is no ${what} ${quoted(text)} in ${where} of account ${accounts}.`, {
    hint: `Name another Region with -r, or check the name of the ${what}.`,
  })
}
