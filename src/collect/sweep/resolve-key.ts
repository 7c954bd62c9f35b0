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
  /** An alias of this account that no key has, or whose key is not known. */
  | { kind: 'unresolved'; alias: string }

/** The aliases of the places of a run, by account and Region. */
export type AliasesByPlace = ReadonlyMap<string, AliasesByKey>

export const placeId = ({ account, region }: Pick<Place, 'account' | 'region'>): string => `${account} ${region}`

/**
 * Resolves the name of a key: an id, an ARN, an alias or the ARN of an alias. Multi-Region keys have the same id in
 * several Regions, so their ARN decides; an id alone means the key in the Region of the resource.
 * https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
 */
export function resolveKey(name: string, place: Place, aliases: AliasesByPlace): ResolvedKey {
  const arn = /^arn:([^:]+):kms:([^:]*):([^:]*):(.+)$/.exec(name)
  if (arn === null) return resolveIn(place, name, aliases)
  const [, partition = '', region = '', account = '', resource = ''] = arn
  if (account !== place.account) return { kind: 'foreign', arn: name }
  return resolveIn({ partition, region, account }, resource.replace(/^key\//, ''), aliases)
}

function resolveIn(place: Place, name: string, aliases: AliasesByPlace): ResolvedKey {
  if (!name.startsWith('alias/')) return { kind: 'own', arn: keyArn(place, name) }
  for (const [id, names] of aliases.get(placeId(place)) ?? [])
    if (names.includes(name)) return { kind: 'own', arn: keyArn(place, id) }
  return name.startsWith('alias/aws/') ? { kind: 'aws-managed' } : { kind: 'unresolved', alias: name }
}

const keyArn = ({ partition, region, account }: Place, id: string): string =>
  `arn:${partition}:kms:${region}:${account}:key/${id}`
