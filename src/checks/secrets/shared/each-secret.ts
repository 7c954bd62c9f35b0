import type { FindingResource } from '../../../model/finding.ts'
import type { SecretRecord, SecretsAssessment } from '../../../model/assessments/secrets.ts'
import type { AssessmentCheck, AssessmentContext, Judged } from '../../assessment-check.ts'
import { notApplicable, type Result } from '../../check.ts'

export type SecretsCheck = AssessmentCheck<SecretsAssessment>

type JudgeSecret = (secret: SecretRecord, context: AssessmentContext, whole: Judged<SecretsAssessment>) => Result

/** Judges every secret. */
export const eachSecret = (judge: JudgeSecret): SecretsCheck['judge'] =>
  function* (whole, context) {
    for (const secret of whole.secrets) {
      const { account_id, region } = secret
      yield { account_id, region, resource: resourceOf(secret), result: judge(secret, context, whole) }
    }
  }

/** Judges the secrets that you manage. AWS or the primary secret decide for the others. */
export const eachOwnSecret = (judge: JudgeSecret): SecretsCheck['judge'] =>
  eachSecret((secret, context, whole) => whyNotOwn(secret) ?? judge(secret, context, whole))

function whyNotOwn({ owning_service, deleted_at, is_replica, primary_region }: SecretRecord): Result | null {
  if (deleted_at !== null) return notApplicable('The secret is scheduled for deletion.')
  if (owning_service !== null) return notApplicable(`The service ${owning_service} manages this secret.`)
  return is_replica ? notApplicable(`This is a replica of the secret in ${primary_region}.`) : null
}

const resourceOf = ({ name, arn, tags }: SecretRecord): FindingResource => ({
  type: 'AWS::SecretsManager::Secret',
  id: name,
  arn,
  tags,
})
