import { keyArn, placeOfArn } from '../../model/key-arn.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { Place } from '../../model/place.ts'

/** What a resource means by the name of its key. */
export type ResolvedKey =
  /** A key of the account of the resource, in any Region. */
  | { kind: 'own'; arn: string }
  /** A key or an alias of another account. */
  | { kind: 'foreign'; arn: string }
  /** An AWS managed key that no resource has used yet. */
  | { kind: 'aws-managed' }
  /** An alias of this account that no key has, or whose key is not known; or a name of no known form. */
  | { kind: 'unresolved'; name: string }

/** The aliases of the places of a run, by account and Region. */
export type AliasesByPlace = ReadonlyMap<string, AliasesByKey>

export const placeId = ({ account, region }: Pick<Place, 'account' | 'region'>): string => `${account} ${region}`

/**
 * Resolves the name of a key: an id, an ARN, an alias or the ARN of an alias. Multi-Region keys have the same id in
 * several Regions, so their ARN decides; an id alone means the key in the Region of the resource.
 * https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
 */
export function resolveKey(name: string, place: Place, aliases: AliasesByPlace): ResolvedKey {
  if (!name.startsWith('arn:')) return resolveIn(place, name, aliases)
  const [, resource = ''] = ARN.exec(name) ?? []
  const owner = placeOfArn(name)
  if (resource === '' || owner.partition !== place.partition) return { kind: 'unresolved', name }
  if (owner.account !== place.account) return { kind: 'foreign', arn: name }
  return resolveIn(owner, resource, aliases)
}

const ARN = /^arn:[^:]+:kms:[a-z0-9-]+:\d{12}:((?:key|alias)\/.+)$/
const KEY_ID = /^(?:mrk-)?[0-9a-f-]+$/i

function resolveIn(place: Place, resource: string, aliases: AliasesByPlace): ResolvedKey {
  const name = resource.replace(/^key\//, '')
  if (KEY_ID.test(name)) return { kind: 'own', arn: keyArn(place, name) }
  if (!name.startsWith('alias/')) return { kind: 'unresolved', name }
  for (const [id, names] of aliases.get(placeId(place)) ?? [])
    if (names.includes(name)) return { kind: 'own', arn: keyArn(place, id) }
  return name.startsWith('alias/aws/') ? { kind: 'aws-managed' } : { kind: 'unresolved', name }
}
