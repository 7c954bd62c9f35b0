import type { CheckContext } from '../check.ts'

/** Whether an account may use the keys of this one: it is the same, was named, or belongs to the organization. */
export const isTrusted = (account: string, owner: string, { settings, organization }: CheckContext): boolean =>
  account === owner ||
  settings.trustedAccounts.includes(account) ||
  (organization !== null && organization.accounts.includes(account))

/** The organization's accounts were to be trusted and could not be read: a stranger may be one of them. */
export const isOrganizationUnread = ({ report }: CheckContext): boolean => report.scope.organization === null
