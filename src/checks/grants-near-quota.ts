import { fail, type KeyCheck, pass } from './check.ts'
import { byGrants, grantCount } from './granted.ts'
import { kmsCommand } from './remedy.ts'

const check: KeyCheck = {
  id: 'grants-near-quota',
  title: 'There is room for more grants',
  scope: 'key',
  severity: 'medium',
  why: 'At 50,000 grants AWS refuses new ones, and services that need one, such as EBS for each volume, fail.',
  needs: ['grants'],
  judge: byGrants((_, key) => {
    const length = grantCount(key)
    if (length < NEAR * QUOTA) return pass
    return fail(
      `${length} grants: ${Math.floor((100 * length) / QUOTA)} % of the quota of ${QUOTA}.`,
      kmsCommand('list-grants', key, '--query', 'Grants[].[CreationDate,GrantId,GranteePrincipal]'),
    )
  }),
}
export default check

/** https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const QUOTA = 50_000
const NEAR = 0.8
