import type { Check, CheckSettings } from '../checks/check.ts'
import { frameworks } from '../checks/frameworks.ts'
import { checks } from '../checks/index.ts'
import { selectedChecks } from '../findings/framework-checks.ts'
import { ACCOUNT_ID } from '../model/account-id.ts'
import type { CheckRequest } from './requests.ts'
import { requireKnown, requireList } from './require.ts'

/**
 * Loads the requested checks and those that the frameworks need.
 *
 * @throws AuditError (wrong usage) for an unknown id
 */
export function checksRequested(requested: 'all' | readonly string[], wanted: readonly string[]): Promise<Check[]> {
  const known = Object.keys(checks)
  const ids = requested === 'all' ? known : requested.map(id => requireKnown('checks', known, id))
  return selectedChecks({ ids, frameworks: wanted })
}

/** Returns the ids of the requested frameworks. @throws AuditError (wrong usage) for an unknown id */
export function frameworksRequested({ compliance = [] }: CheckRequest): readonly string[] {
  const known = frameworks.map(({ id }) => id)
  return requireList('compliance', compliance, 'ids of frameworks').map(id => requireKnown('compliance', known, id))
}

export const settingsOf = ({ trustedAccounts = [], requiredTags = [] }: CheckRequest): CheckSettings => ({
  trustedAccounts: requireList('trustedAccounts', trustedAccounts, 'account ids of twelve digits', ACCOUNT_ID),
  requiredTags: requireList('requiredTags', requiredTags, 'tag keys'),
})
