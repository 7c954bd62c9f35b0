import { ListGrantsCommand } from '@aws-sdk/client-kms'
import type { GrantConstraints, GrantListEntry } from '@aws-sdk/client-kms'
import type { GrantConstraintsRecord, GrantRecord } from '../model/report.ts'
import { isoTime } from '../model/time.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import { everyPage } from './every-page.ts'
import type { PlaceAccess } from './place-access.ts'

/**
 * Every grant of one key: up to 50,000, a hundred a page.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 */
export async function listGrants(access: PlaceAccess, KeyId: string): Promise<Answer<GrantRecord[]>> {
  const client = await access.clients.kms()
  const grants = await everyPage<GrantListEntry>(access, 'kms:ListGrants', KeyId, async marker => {
    const page = await client.send(new ListGrantsCommand({ KeyId, Limit: 100, ...marker }))
    return { ...page, items: page.Grants }
  })
  if (!grants.known) return grants
  return grants.value.every(isWhole)
    ? { known: true, value: grants.value.map(toRecord) }
    : failure('malformed', 'ListGrants tells a grant without its id, its grantee or its operations')
}

/** Who may do nothing, or nobody who may do all, would pass every check. */
const isWhole = ({ GrantId, GranteePrincipal, GranteeServicePrincipal, Operations }: GrantListEntry): boolean =>
  [GrantId, GranteePrincipal ?? GranteeServicePrincipal, Operations].every(part => part !== undefined)

function toRecord(grant: GrantListEntry): GrantRecord {
  const { GrantId, Name, GranteePrincipal, RetiringPrincipal, IssuingAccount, Operations, Constraints } = grant
  return {
    grant_id: GrantId ?? '',
    // AWS answers an empty name for a grant without one, and refuses to create a grant with an empty name.
    name: Name === undefined || Name === '' ? null : Name,
    grantee_principal: GranteePrincipal ?? grant.GranteeServicePrincipal ?? '',
    retiring_principal: RetiringPrincipal ?? grant.RetiringServicePrincipal ?? null,
    issuing_account: IssuingAccount ?? null,
    operations: [...(Operations ?? [])],
    constraints: Constraints === undefined ? null : toConstraints(Constraints),
    created_at: grant.CreationDate === undefined ? null : isoTime(grant.CreationDate.getTime()),
  }
}

const toConstraints = (given: GrantConstraints): GrantConstraintsRecord => ({
  ...(given.EncryptionContextEquals && { encryption_context_equals: given.EncryptionContextEquals }),
  ...(given.EncryptionContextSubset && { encryption_context_subset: given.EncryptionContextSubset }),
  ...(given.SourceArn !== undefined && { source_arn: given.SourceArn }),
})
