import type { Blocked } from '../../access/facts.ts'
import { keyArn } from '../../model/key-arn.ts'
import type { Place } from '../../model/place.ts'
import type { PlaceKeys } from './find-keys.ts'

/** The key that encrypts a secret, or why it is not known. */
export type SecretKey = { arn: string; blocked: Blocked | null } | { arn: null; why: string }

/**
 * Finds a key that encrypts a secret, which is named by its ARN, its ID or an alias. Null is the AWS managed key of the
 * Region, aws/secretsmanager.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export async function keyOfSecret(
  key: string | null,
  place: Place,
  list: () => Promise<readonly PlaceKeys[]>,
): Promise<SecretKey> {
  const named = key ?? 'alias/aws/secretsmanager'
  const [, , , region = place.region, account = place.account] = named.startsWith('arn:') ? named.split(':') : []
  const alias = /(?:^|:)(alias\/.+)$/.exec(named)?.[1]
  const id = named.replace(/^.*key\//, '')
  const arnOf = (keyId: string): string => keyArn({ ...place, region, account }, keyId)
  if (alias === undefined) return { arn: arnOf(id), blocked: outsideRegion(region, place) }
  const there = (await list()).find(({ client }) => client.place.region === region && client.place.account === account)
  const found = [...(there?.aliases ?? [])].find(([, names]) => names.includes(alias))?.[0]
  if (found !== undefined) return { arn: arnOf(found), blocked: outsideRegion(region, place) }
  return {
    arn: null,
    why: `The key of the secret is not known: the alias ${alias} could not be resolved in ${region}.`,
  }
}

/** Secrets Manager uses only keys of the Region of the secret. */
const outsideRegion = (region: string, place: Place): Blocked | null =>
  region === place.region
    ? null
    : { link: 'region', why: `The key of the secret is in ${region}, and the secret in ${place.region}.` }
