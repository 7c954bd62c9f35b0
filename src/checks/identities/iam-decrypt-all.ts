import { groupBy } from '../../lib/group-by.ts'
import type { IdentityPolicyRecord } from '../../model/report/account-facts.ts'
import { notApplicable, pass, type ResourceCheck, type Result, unknown } from '../check.ts'
import { type DecryptingPolicy, decryptingPolicies } from './shared/decrypting-policies.ts'
import { editPolicies } from './shared/edit-policies.ts'
import { foundText } from './shared/found-text.ts'
import { resourceOf } from './shared/identity-resource.ts'

const OPERATION = 'iam:GetAccountAuthorizationDetails'

/**
 * Follows the controls KMS.1 (customer managed policies, attached or not, except permissions boundaries) and KMS.2 (inline
 * policies) of Security Hub, which do not look at conditions. A condition lowers the severity here.
 */
const check: ResourceCheck = {
  id: 'iam-decrypt-all',
  scope: 'resource',
  title: 'IAM policies should not allow decryption with all KMS keys',
  severity: 'medium',
  why: 'Most key policies give the account full access, so that IAM policies decide which of its principals can decrypt. A policy for all keys then gives access to the data of every application. Policies of AWS, such as AdministratorAccess, are not checked.',
  docs: 'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html',
  needs: ['identities'],
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'KMS.1', about: ['AWS::IAM::ManagedPolicy'] },
    {
      framework: 'AWS Security Hub CSPM',
      id: 'KMS.2',
      about: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'],
    },
    ...['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(7)', 'AC-3(15)', 'AC-5', 'AC-6', 'AC-6(3)'].map(id => ({
      framework: 'NIST SP 800-53 Rev. 5',
      id,
    })),
  ],
  *judge({ account_id, partition, facts }, { whyOfAccount }) {
    const read = facts.identity_policies?.[account_id] ?? null
    if (read === null) return yield { result: unknown(whyOfAccount(account_id, OPERATION)) }
    const owner = { account: account_id, partition }
    for (const policies of groupBy(read.policies, ({ resource_arn }) => resource_arn)) {
      const resource = resourceOf(policies[0] as IdentityPolicyRecord)
      yield { resource, result: resultOf(decryptingPolicies(policies, owner), policies, owner.account) }
    }
    if (!read.complete)
      yield { result: unknown(`Not all IAM policies could be read: ${whyOfAccount(account_id, OPERATION)}`) }
    else if (read.policies.length === 0) yield { result: notApplicable('The account has no IAM policies of its own.') }
  },
}
export default check

function resultOf(
  { found, unread }: ReturnType<typeof decryptingPolicies>,
  policies: readonly IdentityPolicyRecord[],
  account: string,
): Result {
  if (policies.every(isBoundaryOnly)) return notApplicable('The policy is used only as a permissions boundary.')
  if (found.length > 0) return failure(found, account)
  return unread.length === 0 ? pass : unknown(unread.join(' '))
}

/** A boundary allows nothing by itself. Security Hub leaves it out, too (`excludePermissionBoundaryPolicy`). */
const isBoundaryOnly = ({ attachment_count, boundary_count = 0 }: IdentityPolicyRecord): boolean =>
  boundary_count > 0 && attachment_count === 0

function failure(found: readonly DecryptingPolicy[], account: string): Result {
  const isLimited = found.every(({ allowed }) => allowed.isConditional)
  return {
    status: 'fail',
    detail: foundText(found),
    ...editPolicies(found, account),
    ...(isLimited && { severity: 'low' }),
  }
}
