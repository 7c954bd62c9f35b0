import type { CheckContext } from '../check.ts'

/**
 * Whether an account may use the keys of the owner: it is the owner, is trusted by name, or belongs to the
 * organization.
 */
export const isTrusted = (account: string, owner: string, { settings, organization }: CheckContext): boolean =>
  account === owner ||
  settings.trustedAccounts.includes(account) ||
  (organization !== null && organization.accounts.includes(account))

/** Whether --trust-org was used, but the accounts of the organization could not be read. */
export const isOrganizationUnknown = ({ report }: CheckContext): boolean => report.scope.organization === null
