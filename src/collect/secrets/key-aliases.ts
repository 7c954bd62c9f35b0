import { listAliases } from '../../aws/kms/list-aliases.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { SecretKeyRecord, SecretRecord } from '../../model/assessments/secrets.ts'
import { keyIdOf } from '../../model/key-arn.ts'

/** Gives the customer managed keys of secrets their aliases, with one list for all. */
export async function withAliases(client: PlaceClient, secrets: readonly SecretRecord[]): Promise<SecretRecord[]> {
  if (!secrets.some(({ key, value_keys: keys }) => [key, ...(keys ?? [])].some(hasAliases))) return [...secrets]
  const { byKey, failure } = await listAliases(client)
  client.note(failure, 'kms:ListAliases')
  const named = (key: SecretKeyRecord): SecretKeyRecord => {
    if (!hasAliases(key)) return key
    const found = byKey.get(keyIdOf(key.arn ?? ''))
    return { ...key, aliases: found === undefined ? (failure === null ? [] : null) : [...found] }
  }
  return secrets.map(secret => ({
    ...secret,
    key: named(secret.key),
    value_keys: secret.value_keys?.map(named) ?? null,
  }))
}

const hasAliases = ({ kind, arn }: SecretKeyRecord): boolean => kind === 'customer_managed' && arn !== null
