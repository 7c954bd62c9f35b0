import type { GrantConstraintsRecord, GrantRecord, KeyRecord } from '../model/report.ts'
import { NAMED } from './granted.ts'
import { principalOf } from './principal.ts'
import { kmsCommand } from './remedy.ts'

/** Commands for the first of them; thousands would fill a screen and no one would paste them. */
export const revoke = (key: KeyRecord, grants: readonly GrantRecord[]): string => revokeOrRenew(key, grants, [])

/**
 * The same, and after it for grants that their grantees still need: nobody can change a retiring principal, so each is
 * made anew with another, and the old one revoked when the new one is known everywhere, in five minutes at most as a rule.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-eventual-consistency
 */
export function revokeOrRenew(
  key: KeyRecord,
  revoked: readonly GrantRecord[],
  renewed: readonly GrantRecord[],
): string {
  const first = revoked.slice(0, NAMED)
  const next = renewed.slice(0, NAMED - first.length)
  const commands = [
    ...first.map(grant => revokeOne(key, grant)),
    ...next.map(grant => createAgain(key, grant)),
    ...(next.length === 0 ? [] : ['sleep 300']),
    ...next.map(grant => revokeOne(key, grant)),
  ]
  const more = revoked.length + renewed.length - first.length - next.length
  return commands.join(' && ') + (more > 0 ? ` # and ${more} more` : '')
}

const revokeOne = (key: KeyRecord, { grant_id }: GrantRecord): string =>
  kmsCommand('revoke-grant', key, '--grant-id', grant_id)

/** Fails as it stands, and so does nothing, until somebody has put an ARN for `RETIRING_PRINCIPAL`. */
function createAgain(key: KeyRecord, { name, grantee_principal, operations, constraints }: GrantRecord): string {
  const isService = principalOf(grantee_principal).kind === 'service'
  return kmsCommand(
    'create-grant',
    key,
    ...(name === null ? [] : ['--name', name]),
    isService ? '--grantee-service-principal' : '--grantee-principal',
    grantee_principal,
    '--retiring-principal',
    'RETIRING_PRINCIPAL',
    '--operations',
    ...operations,
    ...(constraints === null || Object.keys(constraints).length === 0
      ? []
      : ['--constraints', constraintsText(constraints)]),
  )
}

/** As the AWS CLI takes them. https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html */
const constraintsText = (constraints: GrantConstraintsRecord): string =>
  JSON.stringify({
    EncryptionContextEquals: constraints.encryption_context_equals,
    EncryptionContextSubset: constraints.encryption_context_subset,
    SourceArn: constraints.source_arn,
  })
