import type { GrantRecord, KeyRecord } from '../../model/report.ts'
import { HOUR, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { revokeOrRenew } from './grant-remedy.ts'
import { byGrants, grantsText } from './grants.ts'
import { principalOf } from './grant-principal.ts'
import { instantOf } from '../shared/time-text.ts'

const check: KeyCheck = {
  id: 'grant-dead-principal',
  title: 'KMS grants should not name deleted IAM users or roles',
  scope: 'key',
  severity: 'low',
  why: 'AWS shows the unique ID of an IAM user or role that was deleted. A grant to a deleted principal cannot be used, and a grant with a deleted retiring principal stays until it is revoked.',
  needs: ['grants'],
  judge: byGrants((grants, key, { now }) => {
    const all = grants.filter(grant => isUseless(grant) || isDead(grant.retiring_principal))
    const found = all.filter(grant => !isYoung(grant, now))
    const dead = found.filter(isUseless)
    const staying = found.filter(grant => !isUseless(grant))
    if (found.length === 0) return all.length === 0 ? pass : unknown(youngText(all, key))
    const sentences = [
      ...(dead.length === 0 ? [] : [`${grantsText(dead, key, NAME)} a deleted grantee principal.`]),
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
  `${grantsText(young, key, NAME)} a unique ID instead of a user or role, but ${young.length === 1 ? 'is' : 'are'} less than an hour old. AWS also shows the ID of a ` +
  'new principal until IAM has replicated it. Run the audit again later.'

/** https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html */
const stayingText = (staying: string): string =>
  `${staying} a deleted retiring principal. Only the account that created the grant, or a grantee with the RetireGrant ` +
  'operation, can still retire it. Key administrators can revoke it.'
