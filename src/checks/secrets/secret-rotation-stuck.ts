import { stuckVersions } from '../../model/assessments/secret-states.ts'
import { fail, pass, unknown } from '../check.ts'
import { agoText, toInstant } from '../shared/times.ts'
import { eachOwnSecret, type SecretsCheck } from './shared/each-secret.ts'
import { secretCommand } from './shared/secret-command.ts'

const check: SecretsCheck = {
  id: 'secret-rotation-stuck',
  title: 'Secrets Manager secrets should have no version that stays pending',
  severity: 'medium',
  why: 'A rotation makes a version with the label AWSPENDING and moves the label AWSCURRENT to it. While a version stays pending, every later rotation is refused.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html',
  judge: eachOwnSecret((secret, { now, why }) => {
    const stuck = stuckVersions(secret, now)
    if (stuck === null) return unknown(why(secret, OPERATIONS) ?? 'The age of a pending version is not known.')
    const [first] = stuck
    const since = toInstant(first?.created_at)
    if (first === undefined || since === null) return pass
    return fail(`A version has been pending since ${agoText(since, now)}, and never became current.`, {
      remedy: secretCommand('list-secret-version-ids', secret),
      advice: `A rotation that stopped half-way may have set the pending value in the service already. Find out which value works there. If it is the current one, remove the label: ${secretCommand(
        'update-secret-version-stage',
        secret,
        '--version-stage',
        'AWSPENDING',
        '--remove-from-version-id',
        first.version_id,
      )}`,
    })
  }),
}
export default check

const OPERATIONS = ['secretsmanager:ListSecretVersionIds', 'secretsmanager:DescribeSecret']
