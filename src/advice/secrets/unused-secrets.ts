import { shellWord } from '../../lib/text/shell-word.ts'
import type { SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import type { AdviceKind, Draft } from '../advice-kind.ts'
import { claim } from '../shared/claim.ts'
import { keysOf, ownSecrets, secretResource } from './own-secret.ts'

/** A secret that is not read costs as much as one that is. https://aws.amazon.com/secrets-manager/pricing/ */
export const unusedSecrets: AdviceKind = {
  title: 'Delete secrets that are not read',
  needs: ['secrets'],
  advise: ({ secrets }) =>
    secrets === null
      ? []
      : ownSecrets(secrets)
          .filter(({ use }) => use === 'unused')
          .map(secret => draftOfUnused(secret, secrets)),
}

function draftOfUnused(secret: SecretRecord, { secrets, unused_days: days }: SecretsAssessment): Draft {
  const { account_id, region, name, arn, last_read_on: read } = secret
  const copies = secrets.filter(one => one.is_replica && one.name === name && one.primary_region === region)
  const all = [secret, ...copies.filter(copy => copy.account_id === account_id)]
  const isPriced = all.every(({ monthly_cost: cost }) => cost !== null)
  return {
    account_id,
    region: all.length > 1 ? null : region,
    resource: secretResource(secret),
    key_arns: keysOf(all),
    summary: `Secret ${name} was ${read === null ? 'never read' : `last read on ${read}`}, longer ago than ${days} days.`,
    claims: isPriced
      ? all.map(({ arn: one, monthly_cost: price }) => claim('secret', one, 'price', { price: price ?? 0 }))
      : [],
    blocked: null,
    unknown: isPriced ? null : 'The price of the secret is not known.',
    assumptions: ['Nothing reads the secret less often than that, such as a yearly job or a recovery plan.'],
    change: 'Schedule the deletion of the secret with a recovery window of 30 days, in which it costs nothing.',
    commands: [
      ...(secret.replicas ?? []).map(
        copy =>
          `aws secretsmanager remove-regions-from-replication --secret-id ${shellWord(arn)} --remove-replica-regions ${copy.region} --region ${region}`,
      ),
      `aws secretsmanager delete-secret --secret-id ${shellWord(arn)} --recovery-window-in-days 30 --region ${region}`,
    ].join('\n'),
    limits: ['kms-audit secrets shows its rotation, its keys and its replicas.'],
  }
}
