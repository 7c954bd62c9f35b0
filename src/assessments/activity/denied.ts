import { accountOfKey, deniedIn } from '../../model/assessments/activity-denials.ts'
import type { ActivityCalls, DeniedCalls } from '../../model/assessments/activity.ts'

/**
 * Counts denied calls of each account that was read. CloudTrail records a denied call in the account of the caller only,
 * so those of other accounts are visible only if their accounts were read, too.
 *
 * @param partial accounts whose events of the time were not all read
 */
export function deniedCalls(
  calls: readonly ActivityCalls[],
  accounts: readonly string[],
  partial: ReadonlySet<string>,
): DeniedCalls[] {
  const denied = calls.map(row => ({ ...row, denied: deniedIn(row) })).filter(row => row.denied > 0)
  return accounts.toSorted().map(account_id => {
    const accounts_read = accounts.filter(other => other !== account_id).toSorted()
    const own = denied.filter(
      ({ account_id: recorded, principal_account: caller }) =>
        recorded === account_id && (caller === null || caller === account_id),
    )
    const others = denied.filter(
      ({ account_id: recorded, key_arn }) =>
        recorded !== account_id && key_arn !== null && accountOfKey(key_arn) === account_id,
    )
    return {
      account_id,
      by_own_principals: sum(own),
      is_own_lower_bound: partial.has(account_id),
      by_other_accounts: accounts_read.length === 0 ? null : sum(others),
      accounts_read,
    }
  })
}

const sum = (rows: readonly { denied: number }[]): number => rows.reduce((all, { denied }) => all + denied, 0)
