import { operationsOf } from '../../model/operations/crypto-operations.ts'
import type { GrantConstraintsRecord, GrantRecord } from '../../model/report/report.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { replaceGrants } from './shared/grant-remedy.ts'
import { judgeGrants, grantsText, isServiceGrant } from './shared/grants.ts'

const check: KeyCheck = {
  id: 'grant-unconstrained',
  title: 'KMS grants should have an encryption context constraint',
  scope: 'key',
  severity: 'low',
  why: 'A grant without an encryption context constraint gives access to all data that is encrypted under the key, even if it was created for one resource.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html',
  needs: ['grants'],
  judge: judgeGrants((grants, key) => {
    if (grants.length === 0) return pass
    if (key.key_usage === null || key.key_spec === null) return unknown('The key spec or key usage is not known.')
    if (key.key_usage !== 'ENCRYPT_DECRYPT' || key.key_spec !== 'SYMMETRIC_DEFAULT') {
      return notApplicable('Only symmetric encryption keys support an encryption context.')
    }
    const open = grants.filter(isUnconstrained)
    if (open.length === 0) return pass
    const found = open.filter(grant => !isServiceGrant(grant))
    if (found.length === 0)
      return notApplicable(
        `${grantsText(open, key, { one: 'was', several: 'were' })} created by AWS services for their own use. Revoking would interrupt these services.`,
      )
    return fail(
      `${grantsText(found, key, { one: 'has', several: 'have' })} no encryption context constraint.`,
      replaceGrants(key, found, { toContext: true }, [
        'The grantees lose access to data with another encryption context.',
      ]),
    )
  }),
}
export default check

const isUnconstrained = (grant: GrantRecord): boolean =>
  grant.operations.some(operation => CONTEXT_OPERATIONS.has(operation)) &&
  !namesContext(grant.constraints) &&
  !(grant.constraints?.source_arn !== undefined && isServiceGrant(grant))

const CONTEXT_OPERATIONS: ReadonlySet<string> = new Set([
  ...operationsOf('ENCRYPT_DECRYPT', 'SYMMETRIC_DEFAULT'),
  'ReEncryptFrom',
  'ReEncryptTo',
])

const namesContext = (constraints: GrantConstraintsRecord | null): boolean =>
  isFilled(constraints?.encryption_context_equals) || isFilled(constraints?.encryption_context_subset)

const isFilled = (context: Record<string, string> | undefined): boolean =>
  context !== undefined && Object.keys(context).length > 0
