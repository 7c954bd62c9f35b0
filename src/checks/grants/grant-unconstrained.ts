import { operationsOf } from '../../model/crypto-operations.ts'
import type { GrantConstraintsRecord, GrantRecord } from '../../model/report.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { narrow } from './grant-remedy.ts'
import { byGrants, grantsText, isOfService } from './grants.ts'

const check: KeyCheck = {
  id: 'grant-unconstrained',
  title: 'KMS grants should have an encryption context constraint',
  scope: 'key',
  severity: 'low',
  why: 'A grant without an encryption context constraint gives access to all data that is encrypted under the key, even if it was created for one resource.',
  needs: ['grants'],
  judge: byGrants((grants, key) => {
    if (grants.length === 0) return pass
    if (key.key_usage === null || key.key_spec === null) return unknown('The key spec or key usage is not known.')
    if (key.key_usage !== 'ENCRYPT_DECRYPT' || key.key_spec !== 'SYMMETRIC_DEFAULT') {
      return notApplicable('Only symmetric encryption keys support an encryption context.')
    }
    const open = grants.filter(isOpen)
    if (open.length === 0) return pass
    const found = open.filter(grant => !isOfService(grant))
    if (found.length === 0)
      return notApplicable(
        `${grantsText(open, key, { one: 'was', several: 'were' })} created by AWS services for their own use. Revoking would interrupt these services.`,
      )
    return fail(
      `${grantsText(found, key, { one: 'has', several: 'have' })} no encryption context constraint.`,
      narrow(key, found, { toContext: true }, ['The grantees lose access to data with another encryption context.']),
    )
  }),
}
export default check

const isOpen = (grant: GrantRecord): boolean =>
  grant.operations.some(operation => WITH_CONTEXT.has(operation)) &&
  !namesContext(grant.constraints) &&
  !(grant.constraints?.source_arn !== undefined && isOfService(grant))

const WITH_CONTEXT: ReadonlySet<string> = new Set([
  ...operationsOf('ENCRYPT_DECRYPT', 'SYMMETRIC_DEFAULT'),
  'ReEncryptFrom',
  'ReEncryptTo',
])

const namesContext = (constraints: GrantConstraintsRecord | null): boolean =>
  isFilled(constraints?.encryption_context_equals) || isFilled(constraints?.encryption_context_subset)

const isFilled = (context: Record<string, string> | undefined): boolean =>
  context !== undefined && Object.keys(context).length > 0
