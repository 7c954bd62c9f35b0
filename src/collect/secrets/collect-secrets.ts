import type { Collected } from '../../model/assessments/assessment.ts'
import { settled } from '../../model/assessments/secrets-summary.ts'
import type { RotationFunctionRecord, SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { checkNames, matchesSecret } from './named-secrets.ts'
import { readPlace } from './read-place.ts'
import { SecretKeys } from './secret-keys.ts'

export interface SecretsQuestion {
  /** Names or ARNs, as typed. Empty: all secrets. */
  secrets: readonly string[]
  unusedDays: number
  maxAgeDays: number
  /** Only what lists and replicas say: no versions, failed rotations or rotation functions. */
  isInventory?: boolean
}

/** Collects the secrets of all places. Values are never read. */
export async function collectSecrets(
  reading: AssessmentRun,
  { secrets: names, unusedDays, maxAgeDays, isInventory = false }: SecretsQuestion,
): Promise<Collected<SecretsAssessment>> {
  const keys = new SecretKeys(reading.places)
  const isWanted = (secret: { arn: string; name: string }): boolean =>
    names.length === 0 || names.some(name => matchesSecret(name, secret))
  const places = await reading.visit('secretsmanager:ListSecrets', client =>
    readPlace(client, isWanted, { keys, isInventory }),
  )
  const isListed = places.length === reading.places.length && places.every(place => place.isListed)
  const found = places.flatMap(({ secrets }) => secrets).toSorted(byName)
  const known = places.flatMap(place => place.names)
  checkNames(names, { found, known, isListed, places: reading.places.map(({ place }) => place), note: reading.note })
  const { now } = reading.run.clock
  const { summary, secrets } = settled({ secrets: found, unused_days: unusedDays, isListed, now })
  return {
    kind: 'secrets',
    unused_days: unusedDays,
    max_age_days: maxAgeDays,
    summary,
    secrets,
    rotation_functions: places.flatMap(({ functions }) => functions).toSorted(byName),
  }
}

type Named = Pick<SecretRecord | RotationFunctionRecord, 'account_id' | 'region' | 'name'>

const byName = (one: Named, other: Named): number => {
  const [a, b] = [one, other].map(({ account_id, region, name }) => `${account_id} ${region} ${name}`) as [
    string,
    string,
  ]
  return a < b ? -1 : Number(a > b)
}
