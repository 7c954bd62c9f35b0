import { accountOfKey, deniedIn } from '../../model/assessments/activity-denials.ts'
import type { ActivityCalls, DeniedCalls } from '../../model/assessments/activity.ts'

/**
 * Counts denied calls with the keys of each account that was read. CloudTrail records a denied call of another account
 * only there, so its calls are visible only if that account was read, too.
 */
export function deniedCalls(calls: readonly ActivityCalls[], accounts: readonly string[]): DeniedCalls[] {
  const denied = calls.map(row => ({ ...row, denied: deniedIn(row) })).filter(row => row.denied > 0)
  return accounts.toSorted().map(account_id => {
    const accounts_read = accounts.filter(other => other !== account_id).toSorted()
    const ofKeys = denied.filter(({ key_arn, account_id: caller }) =>
      key_arn === null ? caller === account_id : accountOfKey(key_arn) === account_id,
    )
    const own = ofKeys.filter(({ account_id: caller }) => caller === account_id)
    const others = ofKeys.filter(({ account_id: caller }) => caller !== account_id)
    return {
      account_id,
      by_own_principals: sum(own),
      by_other_accounts: accounts_read.length === 0 ? null : sum(others),
      accounts_read,
    }
  })
}

const sum = (rows: readonly { denied: number }[]): number => rows.reduce((all, { denied }) => all + denied, 0)
