import type { Secret } from '../../aws/secrets-manager/access/named-secret.ts'
import { DEFAULT_KEY, listSecretVersions } from '../../aws/secrets-manager/list-secret-versions.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'

/**
 * The keys that encrypt the current value of a secret. After a change of the key they can be the earlier one, or both.
 * Null is aws/secretsmanager. The key that the secret names counts for a secret that is to be deleted, which has no
 * value to read.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_update-encryption-key.html
 */
export async function valueKeysOf(
  client: PlaceClient,
  secret: Pick<Secret, 'arn' | 'deletedAt'> & Partial<Pick<Secret, 'key'>>,
): Promise<Fact<readonly (string | null)[]>> {
  if (secret.deletedAt !== null && secret.key !== undefined) return known([secret.key])
  const versions = await listSecretVersions(client, secret.arn)
  client.note(versions, 'secretsmanager:ListSecretVersionIds')
  if (!versions.known) return unknown(`Which keys encrypt the value of the secret could not be read: ${versions.why}`)
  const current = versions.value.find(({ stages }) => stages.includes('AWSCURRENT'))
  if (current === undefined) return unknown('The secret has no current version, so no key encrypts its value.')
  if (current.keyIds === null)
    return unknown('Secrets Manager does not say which keys encrypt the value of the secret.')
  return known(current.keyIds.map(id => (id === DEFAULT_KEY ? null : id)))
}
