import type { Session } from '../../aws/session/enter-account.ts'
import { readSession } from '../../aws/credentials/session-settings.ts'
import type { AccountDiagnosis } from '../../model/diagnosis.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { EnteredRun } from '../run/run.ts'
import { credentialsText } from './credentials-text.ts'
import type { ObservedCalls } from './observed-calls.ts'

/** Operations about accounts, and why each of them may not have been called. */
export interface AccountOperations {
  operations: readonly Operation[]
  why: string
  /** Whether one answer is enough, so that a refusal of the others means nothing. */
  isOneEnough?: true
}

/** Says for each account who the caller is, where the credentials come from, and what could be asked of the account. */
export async function diagnoseAccounts(
  run: EnteredRun,
  asked: readonly AccountOperations[],
  calls: ObservedCalls,
): Promise<AccountDiagnosis[]> {
  const found = await Promise.all(
    run.accounts.map(async ({ session }) => {
      const { account, principal, partition, home } = session
      const place = { partition, account, region: home }
      const operations = asked.flatMap(({ operations: group, why, isOneEnough }) => {
        const tried = group
          .filter(operation => calls.has(place, operation) || run.accounts.length === 1)
          .map(operation => calls.diagnosis(place, operation, why))
        const answered = tried.filter(({ status }) => status === 'ok')
        return isOneEnough && answered.length > 0 ? answered : tried
      })
      const credentials = await sourceText(run, session)
      return {
        account_id: account,
        principal_arn: principal,
        credentials,
        expires_at: await expiryOf(session),
        operations,
      }
    }),
  )
  return found.toSorted((one, other) => (one.account_id < other.account_id ? -1 : 1))
}

/** Null: the credentials are those of a simulated AWS. A role of `--role-arn` or `--org-role` is named by its ARN. */
async function sourceText({ options, host }: EnteredRun, { principal }: Session): Promise<string | null> {
  if (host.wire?.credentials !== undefined) return null
  const [profile, ...others] = options.profiles
  if (others.length > 0) return `one of the profiles ${options.profiles.join(', ')}`
  const { source } = await readSession(host.env, profile ?? null)
  const { roleArns, organization } = options.accounts
  const isByRole = (roleArns.length > 0 || organization !== null) && principal?.includes(':assumed-role/') === true
  return isByRole ? `role, assumed with ${credentialsText(source)}` : credentialsText(source)
}

async function expiryOf({ credentials }: Session): Promise<string | null> {
  const { expiration } = typeof credentials === 'function' ? await credentials() : credentials
  return expiration === undefined ? null : `${expiration.toISOString().slice(0, 19)}Z`
}
