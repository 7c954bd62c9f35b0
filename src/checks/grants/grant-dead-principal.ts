import type { GrantRecord, KeyRecord } from '../../model/report/report.ts'
import { HOUR, type Instant } from '../../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { revokeAndReplaceGrants } from './shared/grant-remedy.ts'
import { judgeGrants, grantsText } from './shared/grants.ts'
import { toGrantPrincipal } from '../../policy/statements/grant-principal.ts'
import { toInstant } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'grant-dead-principal',
  title: 'KMS grants should not name deleted IAM users or roles',
  scope: 'key',
  severity: 'low',
  why: 'AWS shows the unique ID of an IAM user or role that was deleted. A grant to a deleted principal cannot be used, and a grant with a deleted retiring principal stays until it is revoked.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html',
  needs: ['grants'],
  judge: judgeGrants((grants, key, { now }) => {
    const all = grants.filter(grant => isForDeleted(grant) || isDeleted(grant.retiring_principal))
    const found = all.filter(grant => !isNew(grant, now))
    const useless = found.filter(isForDeleted)
    const staying = found.filter(grant => !isForDeleted(grant))
    if (found.length === 0) return all.length === 0 ? pass : unknown(newText(all, key))
    const sentences = [
      ...(useless.length === 0 ? [] : [`${grantsText(useless, key, VERB)} a deleted grantee principal.`]),
      ...(staying.length === 0 ? [] : [retirerText(grantsText(staying, key, VERB))]),
    ]
    return fail(
      sentences.join(' '),
      revokeAndReplaceGrants(key, useless, staying),
      useless.length === 0 ? 'info' : undefined,
    )
  }),
}
export default check

const isDeleted = (text: string | null): boolean => text !== null && toGrantPrincipal(text).kind === 'deleted'

const isForDeleted = ({ grantee_principal }: GrantRecord): boolean => isDeleted(grantee_principal)

/**
 * Whether a grant was created within the last hour. A new principal can appear as its unique ID until IAM has
 * replicated it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
function isNew({ created_at }: GrantRecord, now: Instant): boolean {
  const created = toInstant(created_at)
  return created !== null && now - created < HOUR
}

const VERB = { one: 'names', several: 'name' }

const newText = (young: readonly GrantRecord[], key: KeyRecord): string =>
  `${grantsText(young, key, VERB)} a unique ID instead of a user or role, but ${young.length === 1 ? 'is' : 'are'} less than an hour old. AWS also shows the ID of a ` +
  'new principal until IAM has replicated it. Run the audit again later.'

/** https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html */
const retirerText = (staying: string): string =>
  `${staying} a deleted retiring principal. Only the account that created the grant, or a grantee with the RetireGrant ` +
  'operation, can still retire it. Key administrators can revoke it.'
