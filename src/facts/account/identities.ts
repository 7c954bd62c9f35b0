import type { AccountFact } from './account-fact.ts'

/** IAM is global, so one list for each account has all its policies. A page holds up to 1,000 entries. */
export const identities: AccountFact = {
  title: 'IAM policies of the account',
  plural: 'IAM policies',
  field: 'identity_policies',
  operations: ['iam:GetAccountAuthorizationDetails'],
  callsPerAccount: 1,
  async read(client, note) {
    const { readIdentityPolicies } = await import('../../aws/iam/identity-policies.ts')
    return readIdentityPolicies(client, failure => note('iam:GetAccountAuthorizationDetails', failure))
  },
  isWhole: ({ complete, policies }) => complete && policies.every(({ statements }) => statements !== null),
}
