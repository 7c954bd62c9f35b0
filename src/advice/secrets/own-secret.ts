import type { AdviceResourceRecord } from '../../model/advice.ts'
import type { SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'

/** Secrets that you manage and pay for: no replicas, none of a service, none that is scheduled for deletion. */
export const ownSecrets = (secrets: SecretsAssessment | null): SecretRecord[] =>
  (secrets?.secrets ?? []).filter(
    ({ is_replica, owning_service, deleted_at }) => !is_replica && owning_service === null && deleted_at === null,
  )

export const secretResource = ({ name, arn }: SecretRecord): AdviceResourceRecord => ({
  type: 'AWS::SecretsManager::Secret',
  id: name,
  arn,
  name,
})

/** The ARNs of the customer managed keys of secrets. */
export const keysOf = (secrets: readonly SecretRecord[]): string[] => [
  ...new Set(secrets.flatMap(({ key }) => key.arn ?? [])),
]

const SETTING = /^(config|configuration|settings?|url|uri|host|hostname|endpoint|port|region|domain|flags?|level|mode)$/
/** What may make a value confidential, as a word or a part of a word. */
const CONFIDENTIAL =
  /pass|pwd|secret|token|key|cred|cert|private|auth|login|user|database|db|rds|sql|postgres|mysql|maria|mongo|redis|oracle|aurora|jdbc|dsn|conn|webhook|hook|api/

/**
 * Whether the name of a secret says that it is a plain setting: its last word does, and no word speaks of credentials
 * or databases. A secret of a known type, one that rotates and one with replicas is none.
 */
export function isPlainSetting({ name, type, rotation, replicas }: SecretRecord): boolean {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const wasRotated = rotation.enabled || rotation.function_arn !== null || rotation.last_rotated_at !== null
  if (type !== null || wasRotated || replicas === null || replicas.length > 0) return false
  if (CONFIDENTIAL.test(name.toLowerCase())) return false
  return SETTING.test(words.at(-1) ?? '') || words.some(word => /^config(uration)?$|^settings$/.test(word))
}
