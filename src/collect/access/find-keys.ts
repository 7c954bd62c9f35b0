import { listAliases } from '../../aws/kms/list-aliases.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import { quoted } from '../../lib/text/quoted.ts'
import type { AliasesByKey, ListedKey } from '../../model/listed-key.ts'
import { keyArn } from '../../model/key-arn.ts'
import type { Place } from '../../model/place.ts'
import { isNamed, type KeyName, operandName } from '../../selection/key-name.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import type { KeyFacts } from './key-facts.ts'

/** A key of a place, and its first alias. */
export interface FoundKey {
  place: Place
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
 * Finds the keys that the names mean. A key that is named by its ARN can be in any account and Region.
 *
 * @param list lists the requested places, which costs calls
 * @throws AuditError if a name means none (wrong usage), or none that could be read
 */
export async function keysNamed(
  texts: readonly string[],
  list: () => Promise<readonly PlaceKeys[]>,
  factsOf: (arn: string) => KeyFacts,
): Promise<FoundKey[]> {
  const found = await Promise.all(
    texts.map(async text => {
      const name = operandName(text)
      if (name.place === null || name.kind !== 'id') return keysIn(await list(), name)
      const arn = keyArn(name.place, name.value)
      return [await keyOfArn(name.place, { id: name.value, arn }, factsOf(arn))]
    }),
  )
  return [...new Map(found.flat().map(one => [one.key.arn, one])).values()]
}

/** A key that cannot be described is believed to exist, with a gap. */
async function keyOfArn(place: Place, key: ListedKey, facts: KeyFacts): Promise<FoundKey> {
  const described = await facts.description()
  if (!described.known && described.reason === 'vanished') throw missing('key', key.arn, place.region, place.account)
  return { place, key, alias: null }
}

function keysIn(places: readonly PlaceKeys[], name: KeyName): FoundKey[] {
  const meant = places.flatMap(({ client: { place }, keys, aliases }) =>
    keys
      .filter(key => isNamed(name, key, place, aliases))
      .map(key => ({ place, key, alias: aliases.get(key.id)?.[0] ?? null })),
  )
  if (meant.length === 0) throw whyNotRead(name, places) ?? notFound('key', name.text, places)
  return meant
}

/** The error for the ARN of an alias in a place that is not read. A key of its own ARN is taken as it is. */
function whyNotRead({ text, place }: KeyName, places: readonly PlaceKeys[]): AuditError | null {
  if (place === null) return null
  const asked = places.map(({ client }) => client.place)
  if (!asked.some(({ account }) => account === place.account))
    return new AuditError('usage', `${quoted(text)} belongs to account ${place.account}, which is not read.`, {
      hint: 'Add its profile with -p, or its role with --role-arn; or give the ARN of the key.',
    })
  if (asked.some(({ region }) => region === place.region)) return null
  return new AuditError('usage', `${quoted(text)} is in ${place.region}, which is not read.`, {
    hint: `Add -r ${place.region}, or give the ARN of the key.`,
  })
}

interface Searched {
  client: PlaceClient
  failure: string | null
}

/** The error for a name that was not found in these places. */
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
  return missing(what, text, where, accounts)
}

const missing = (what: 'key' | 'secret', text: string, where: string, account: string): AuditError =>
  new AuditError('usage', `${capitalized(what)} ${quoted(text)} does not exist in ${where} of account ${account}.`, {
    hint: `Name another Region with -r, or check the name of the ${what}.`,
  })
