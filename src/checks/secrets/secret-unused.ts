import type { SecretRecord } from '../../model/assessments/secrets.ts'
import type { Instant } from '../../model/time.ts'
import { type Fix, fail, pass, unknown } from '../check.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { secretCommand } from './shared/secret-command.ts'
import { securityHub } from './shared/security-hub.ts'

const check: SecretsCheck = {
  id: 'secret-unused',
  title: 'Unused Secrets Manager secrets should be removed',
  severity: 'medium',
  why: 'A secret that nobody reads still opens what it was made for, and costs $0.40 a month for each Region that has it.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
  controls: [securityHub(3)],
  judge: eachOwnSecret((secret, { now, why }) => {
    if (secret.use === 'unknown')
      return unknown(
        secret.read_may_be_rotation
          ? `The last read, on ${secret.last_read_on}, can be that of the rotation function, which ran on that day.`
          : (why(secret, ['secretsmanager:DescribeSecret']) ?? 'When the secret was last read is not known.'),
      )
    return secret.use === 'unused' ? fail(`${readText(secret, now)}${costText(secret)}`, remove(secret)) : pass
  }),
}
export default check

function readText({ last_read_on, replicas, created_at }: SecretRecord, now: Instant): string {
  const days = [last_read_on, ...(replicas ?? []).map(one => one.last_read_on)].filter(day => day !== null)
  const last = toInstant(days.toSorted().at(-1))
  if (last !== null) return `Last read on ${agoText(last, now)}.`
  const created = toInstant(created_at)
  return created === null ? 'Not read yet.' : `Not read since it was created on ${agoText(created, now)}.`
}

/** Each copy has its price. */
function costText({ monthly_cost: cost, replicas }: SecretRecord): string {
  if (cost === null) return ''
  const copies = replicas?.length ?? 0
  const more = copies === 0 ? '' : copies === 1 ? ', with its replica' : `, with its ${copies} replicas`
  return ` It costs $${(cost * (1 + copies)).toFixed(2)} a month${more}.`
}

function remove(secret: SecretRecord): Fix {
  const regions = (secret.replicas ?? []).map(({ region }) => region)
  const detach =
    regions.length === 0
      ? []
      : [secretCommand('remove-regions-from-replication', secret, '--remove-replica-regions', ...regions)]
  return {
    remedy: [...detach, secretCommand('delete-secret', secret, '--recovery-window-in-days', '30')].join(' && '),
    advice:
      'Ask its owner first: some secrets are only read in an emergency. For 30 days the deletion can be undone with restore-secret.',
  }
}
