import type { Failure } from '../../aws/answers/answer.ts'
import type { FoundResource } from '../../dependents/dependent.ts'
import type { JudgedEncryption, KeyKind } from '../../model/encryption.ts'
import { placeOfArn } from '../../model/key-arn.ts'
import type { AliasesByKey } from '../../model/listed-key.ts'
import type { Place } from '../../model/place.ts'
import { placeId, resolveKey } from '../sweep/resolve-key.ts'

/** The aliases of a place, which say which keys AWS manages. */
export interface PlaceAliases {
  byKey: AliasesByKey
  /** Null: all of them were read. */
  failure: Failure | null
}

export interface FoundKind {
  key_kind: KeyKind
  key_arn: string | null
  /** Why the kind is unknown. */
  reason: string | null
}

/** The kind of the key of a resource. Only aliases `alias/aws/…` tell which keys AWS manages: each such key has one. */
export function keyKindOf(
  { key = '', withoutKey }: FoundResource,
  rule: JudgedEncryption,
  place: Place,
  aliases: ReadonlyMap<string, PlaceAliases>,
): FoundKind {
  if (key === '') {
    const kind = withoutKey ?? rule.withoutKey
    return { key_kind: kind, key_arn: null, reason: kind === 'unknown' ? UNNAMED : null }
  }
  // Some services name the keys that AWS owns so: AWS_OWNED_KMS_KEY.
  if (key.startsWith('AWS_OWNED_')) return { key_kind: 'aws_owned', key_arn: null, reason: null }
  const byPlace = new Map(Array.from(aliases, ([id, { byKey }]) => [id, byKey]))
  const resolved = resolveKey(key, place, byPlace)
  if (resolved.kind === 'aws-managed') return { key_kind: 'aws_managed', key_arn: null, reason: null }
  if (resolved.kind === 'foreign') return { key_kind: 'other_account', key_arn: resolved.arn, reason: null }
  const owner = resolved.kind === 'own' ? placeOfArn(resolved.arn) : place
  const known = aliases.get(placeId(owner))
  const why =
    known === undefined
      ? `The aliases of ${owner.region} were not read: add the Region with -r.`
      : known.failure && `kms:ListAliases: ${known.failure.why}`
  if (resolved.kind === 'unresolved')
    return { key_kind: 'unknown', key_arn: null, reason: why ?? `No key of the account has the name ${resolved.name}.` }
  const names = known?.byKey.get(resolved.arn.slice(resolved.arn.indexOf(':key/') + ':key/'.length)) ?? []
  if (names.some(name => name.startsWith('alias/aws/')))
    return { key_kind: 'aws_managed', key_arn: resolved.arn, reason: null }
  if (why !== null) return { key_kind: 'unknown', key_arn: resolved.arn, reason: why }
  return { key_kind: 'customer_managed', key_arn: resolved.arn, reason: null }
}

const UNNAMED = 'The service does not say with which key it encrypts the resource.'
