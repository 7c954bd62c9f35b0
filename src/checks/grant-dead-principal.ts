import type { GrantRecord } from '../model/report.ts'
import { fail, type KeyCheck, pass } from './check.ts'
import { revokeOrRenew } from './grant-remedy.ts'
import { byGrants, grantsText } from './granted.ts'
import { principalOf } from './principal.ts'

const check: KeyCheck = {
  id: 'grant-dead-principal',
  title: 'Grants name nobody who was deleted',
  scope: 'key',
  severity: 'low',
  why:
    'AWS shows an id in place of a user or role that was deleted. Nobody can use a grant that was given to it, and a ' +
    'grant that it was to retire stays until somebody else thinks of it.',
  needs: ['grants'],
  judge: byGrants((grants, key) => {
    const dead = grants.filter(isUseless)
    const staying = grants.filter(grant => !isUseless(grant) && isDead(grant.retiring_principal))
    if (dead.length === 0 && staying.length === 0) return pass
    const told = [
      ...(dead.length === 0 ? [] : [`${grantsText(dead, grants)} name a grantee that was deleted.`]),
      ...(staying.length === 0 ? [] : [stayingText(grantsText(staying, grants))]),
    ]
    return fail(told.join(' '), revokeOrRenew(key, dead, staying), dead.length === 0 ? 'info' : undefined)
  }),
}
export default check

const isDead = (text: string | null): boolean => text !== null && principalOf(text).kind === 'dead'

const isUseless = ({ grantee_principal }: GrantRecord): boolean => isDead(grantee_principal)

/** https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html */
const stayingText = (staying: string): string =>
  `${staying} name a retiring principal that was deleted: only the account that made such a grant, or a grantee that ` +
  'may RetireGrant, can still retire it; key administrators can revoke it.'
