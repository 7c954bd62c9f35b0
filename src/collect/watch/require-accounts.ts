import { AuditError } from '../../lib/process/exit.ts'
import { listText } from '../../lib/text/lists.ts'
import type { EnteredRun } from '../run/run.ts'

/**
 * Throws an `AuditError` for a plan of an account that these credentials are not for. An account that was requested and
 * could not be entered is another matter: its keys are not seen.
 */
export function requireAccounts(
  { accounts, gaps }: EnteredRun,
  plans: readonly { path: string; account: string }[],
): void {
  const entered = accounts.map(({ session }) => session.account)
  const failed = new Set(gaps.all.filter(({ region }) => region === null).map(({ account }) => account))
  // The account of a profile that could not be used is not known, so it may be the one.
  const stranger = failed.has('')
    ? undefined
    : plans.find(({ account }) => !entered.includes(account) && !failed.has(account))
  if (stranger === undefined) return
  const { path, account } = stranger
  throw new AuditError(
    'usage',
    `${path} is the plan of account ${account}, but these credentials are for account ${listText(entered)}.`,
    { hint: `Use credentials for account ${account}, such as its profile with -p.` },
  )
}
