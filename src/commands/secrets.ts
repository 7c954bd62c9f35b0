import { assessmentChecks } from '../checks/assessments.ts'
import { wholeNumber } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import type { Registry } from '../lib/registry.ts'
import type { AssessmentCheck } from '../checks/assessment-check.ts'
import type { SecretsAssessment } from '../model/assessments/secrets.ts'
import type { SecretsQuestion } from '../collect/secrets/collect-secrets.ts'
import { secretsFormats } from '../formats/secrets/index.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'
import { adjusted, concluded, onlyNamedRegions } from './secrets/question.ts'
import { secretList } from './secrets/secret-list.ts'

const secretOptions = {
  secret: option({
    flags: '--secret <list>',
    group: 'What to audit',
    help: "Read only these secrets: names, globs ('shop/*') or ARNs (an ARN also sets the Region)",
    kind: secretList,
    fallback: [],
    alsoCalled: ['secrets', 'secret-id', 'secret-arn'],
  }),
  unusedDays: option({
    flags: '--unused-days <n>',
    group: 'Usage and cost',
    help: 'Days without a read after which a secret counts as unused (default: 90)',
    kind: wholeNumber({ min: 1, max: 36_500 }),
    fallback: 90,
    alsoCalled: ['days', 'threshold'],
  }),
  maxAgeDays: option({
    flags: '--max-age-days <n>',
    group: 'Checks',
    help: 'Days after which the value of a secret should have been rotated (default: 90)',
    kind: wholeNumber({ min: 1, max: 36_500 }),
    fallback: 90,
    alsoCalled: ['max-age', 'rotation-days'],
  }),
}

export const secrets = assessmentCommand({
  kind: 'secrets' as const,
  subject: 'secrets',
  summary: 'Audit secrets: rotation, last read, keys',
  description:
    'Show each secret of Secrets Manager: whether it is rotated as scheduled, which rotations failed, when it was last ' +
    'read, which KMS key encrypts it and whether that key can be used, its replicas, and what unused secrets cost. ' +
    'The values of secrets are never read.',
  examples: [
    { what: 'Show all secrets of two Regions', command: 'kms-audit secrets -r eu-west-1,us-east-1' },
    { what: 'Fail a pipeline if a rotation fails', command: "kms-audit secrets --fail-on 'secret-rotation-*'" },
    { what: 'Try it on a simulated account', command: 'kms-audit secrets --demo' },
  ],
  own: secretOptions,
  ownWithFrom: ['unusedDays', 'maxAgeDays'],
  formats: secretsFormats,
  checks: assessmentChecks.secrets satisfies Registry<AssessmentCheck<SecretsAssessment>>,
  ask: ({ secret, unusedDays, maxAgeDays }, typed): SecretsQuestion & { typed: readonly string[] } => ({
    secrets: secret,
    unusedDays,
    maxAgeDays,
    typed: [...typed.keys()],
  }),
  prepare: onlyNamedRegions,
  async collect(reading, question) {
    const { collectSecrets } = await import('../collect/secrets/collect-secrets.ts')
    return collectSecrets(reading, question)
  },
  adjust: adjusted,
  conclude: concluded,
})
