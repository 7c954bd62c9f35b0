import type { Check, CheckSettings } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { loadChecks } from '../findings/load-checks.ts'
import { ACCOUNT_ID } from '../model/account-id.ts'
import type { CheckRequest } from './requests.ts'
import { requireKnown, requireList } from './require.ts'

/** Loads the requested checks. @throws AuditError (wrong usage) for an unknown id */
export function checksRequested(requested: 'all' | readonly string[]): Promise<Check[]> {
  const known = Object.keys(checks)
  return loadChecks(requested === 'all' ? known : requested.map(id => requireKnown('checks', known, id)))
}

export const settingsOf = ({ trustedAccounts = [], requiredTags = [] }: CheckRequest): CheckSettings => ({
  trustedAccounts: requireList('trustedAccounts', trustedAccounts, 'account ids of twelve digits', ACCOUNT_ID),
  requiredTags: requireList('requiredTags', requiredTags, 'tag keys'),
})
