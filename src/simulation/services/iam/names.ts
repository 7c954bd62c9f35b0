import type { SimIdentity, SimManagedPolicy } from '../../world/sim-iam.ts'
import type { SimAccount } from '../../world/world.ts'

type Kind = 'user' | 'group' | 'role'

/** `arn:aws:iam::111122223333:role/service-role/reports` */
export const identityArn = (account: SimAccount, kind: Kind, { path = '/', name }: SimIdentity): string =>
  `arn:${account.partition}:iam::${account.id}:${kind}${path}${name}`

export const policyArn = (account: SimAccount, { path = '/', name, aws }: SimManagedPolicy): string =>
  `arn:${account.partition}:iam::${aws === true ? 'aws' : account.id}:policy${path}${name}`

/** Returns an ID as IAM gives one to each resource: a prefix for its type, and 17 letters and digits. */
export function uniqueId(prefix: string, arn: string): string {
  let hash = 2166136261n
  for (const character of arn) hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 1099511628211n) % 36n ** 17n
  return `${prefix}${hash.toString(36).toUpperCase().padStart(17, '0')}`
}

/** The form in which IAM returns documents: URL-encoded as in RFC 3986. */
export const encoded = (document: object): string =>
  encodeURIComponent(JSON.stringify(document)).replace(/[!'()*]/g, hexOf)

const hexOf = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

export const CREATED = Date.UTC(2024, 0, 15, 9)
