import { shellWord } from '../../lib/text/shell-word.ts'
import type { SecretRecord } from '../../model/assessments/secrets.ts'
import type { AdviceKind, Draft } from '../advice-kind.ts'
import { claim } from '../shared/claim.ts'
import { isPlainSetting, keysOf, ownSecrets, secretResource } from './own-secret.ts'

/** Standard parameters cost nothing. https://aws.amazon.com/systems-manager/pricing/ */
export const plainParameters: AdviceKind = {
  title: 'Keep plain configuration in standard parameters of Parameter Store, which cost nothing',
  needs: ['secrets'],
  advise: ({ secrets }) =>
    ownSecrets(secrets)
      .filter(secret => secret.use !== 'unused' && isPlainSetting(secret))
      .map(draftOfSetting),
}

function draftOfSetting(secret: SecretRecord): Draft {
  const { account_id, region, name, arn, monthly_cost: price } = secret
  const parameter = `/${name.replace(/^\/+/, '')}`
  return {
    account_id,
    region,
    resource: secretResource(secret),
    key_arns: keysOf([secret]),
    summary: `Secret ${name} was never rotated, and its name is that of a setting.`,
    claims: price === null ? [] : [claim('secret', arn, 'price', { price })],
    blocked: null,
    unknown: price === null ? 'The price of the secret is not known.' : null,
    assumptions: [
      'The value is a plain setting without a password or token. Values are never read here, so only the name says it.',
      'It has at most 4 KB, and the Region has at most 10,000 standard parameters.',
    ],
    change: `Store the value as a standard parameter, as a SecureString if it is confidential, let the readers use ssm:GetParameter, and delete the secret.`,
    commands: [
      `aws ssm put-parameter --name ${shellWord(parameter)} --type String --value VALUE --region ${region}`,
      `aws secretsmanager delete-secret --secret-id ${shellWord(arn)} --recovery-window-in-days 30 --region ${region}`,
    ].join('\n'),
    limits: [
      'Parameters have no resource policy in the standard tier: another account that reads the secret needs a role.',
      'A SecureString sends a request to KMS for each read; a String does not.',
    ],
  }
}
