import { fail, type KeyCheck, pass } from './check.ts'
import { byGrants, grantsText, revoke } from './granted.ts'
import { principalOf } from './principal.ts'

const check: KeyCheck = {
  id: 'grant-dead-principal',
  title: 'Nobody who is gone holds a grant',
  scope: 'key',
  severity: 'low',
  why: 'AWS shows an id in place of a user or role that was deleted. Nobody can use such a grant any more, nor retire it.',
  needs: ['grants'],
  judge: byGrants((grants, key) => {
    const dead = grants.filter(
      ({ grantee_principal, retiring_principal }) => isDead(grantee_principal) || isDead(retiring_principal),
    )
    if (dead.length === 0) return pass
    return fail(`${grantsText(dead, grants)} name a user or role that was deleted.`, revoke(key, dead))
  }),
}
export default check

const isDead = (text: string | null): boolean => text !== null && principalOf(text).kind === 'dead'
