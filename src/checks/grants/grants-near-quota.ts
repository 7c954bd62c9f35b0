import { countText } from '../../lib/text/numbers.ts'
import { fail, type KeyCheck, pass } from '../check.ts'
import { judgeGrants, grantCount } from './shared/grants.ts'
import { kmsCommand } from '../shared/remedy.ts'

const check: KeyCheck = {
  id: 'grants-near-quota',
  title: 'KMS keys should use less than 80% of the quota for grants',
  scope: 'key',
  severity: 'medium',
  why: 'KMS rejects new grants for a key that already has 50,000. AWS services that need a grant, such as Amazon EBS for each volume, then fail.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
  needs: ['grants'],
  judge: judgeGrants((_, key) => {
    const length = grantCount(key)
    if (length < NEAR * QUOTA) return pass
    return fail(
      `The key has ${countText(length)} grants: ${Math.floor((100 * length) / QUOTA)}% of the quota of ${countText(QUOTA)}.`,
      kmsCommand('list-grants', key, '--query', 'Grants[].[CreationDate,GrantId,GranteePrincipal]'),
    )
  }),
}
export default check

/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const QUOTA = 50_000
const NEAR = 0.8
