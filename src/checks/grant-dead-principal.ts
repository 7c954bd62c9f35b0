import type { GrantRecord, KeyRecord } from '../model/report.ts'
import { HOUR, type Instant } from '../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { revokeOrRenew } from './grant-remedy.ts'
import { byGrants, grantsText } from './granted.ts'
import { principalOf } from './principal.ts'
import { instantOf } from './time-text.ts'

const check: KeyCheck = {
  id: 'grant-dead-principal',
  title: 'Grants name nobody who was deleted',
  scope: 'key',
  severity: 'low',
  why:
    'AWS shows an id in place of a user or role that was deleted. Nobody can use a grant that was given to it, and a ' +
    'grant that it was to retire stays until somebody else thinks of it.',
  needs: ['grants'],
  judge: byGrants((grants, key, { now }) => {
    const all = grants.filter(grant => isUseless(grant) || isDead(grant.retiring_principal))
    const found = all.filter(grant => !isYoung(grant, now))
    const dead = found.filter(isUseless)
    const staying = found.filter(grant => !isUseless(grant))
    if (found.length === 0) return all.length === 0 ? pass : unknown(youngText(all, key))
    const sentences = [
      ...(dead.length === 0 ? [] : [`${grantsText(dead, key, NAME)} a grantee that was deleted.`]),
      ...(staying.length === 0 ? [] : [stayingText(grantsText(staying, key, NAME))]),
    ]
    return fail(sentences.join(' '), revokeOrRenew(key, dead, staying), dead.length === 0 ? 'info' : undefined)
  }),
}
export default check

const isDead = (text: string | null): boolean => text !== null && principalOf(text).kind === 'dead'

const isUseless = ({ grantee_principal }: GrantRecord): boolean => isDead(grantee_principal)

/**
 * Made within the last hour. A principal that is itself new can still show as its id, until IAM knows it everywhere.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
function isYoung({ created_at }: GrantRecord, now: Instant): boolean {
  const created = instantOf(created_at)
  return created !== null && now - created < HOUR
}

const NAME = { one: 'names', several: 'name' }

const youngText = (young: readonly GrantRecord[], key: KeyRecord): string =>
  `${grantsText(young, key, NAME)} an id in place of a user or role, but ${young.length === 1 ? 'is' : 'are'} less than an hour old: AWS shows the id of a new principal ` +
  'too, until it is known everywhere. Audit the key again later.'

/** https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html */
const stayingText = (staying: string): string =>
  `${staying} a retiring principal that was deleted: only the account that made such a grant, or a grantee that ` +
  'may RetireGrant, can still retire it; key administrators can revoke it.'
