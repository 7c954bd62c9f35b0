import { homeClient, type Session } from '../../aws/session/enter-account.ts'
import type { Credentials } from '../../aws/session/clients.ts'
import type { MemberAccount } from '../../aws/organizations/organization.ts'
import { assumedRole } from '../../aws/session/assumed-role.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Organization } from '../../model/options/options.ts'
import type { Run } from '../run/run.ts'
import { KEY_USE_DENIED } from './key-use-denied.ts'

/** One account to enter: with an open session, or with credentials that have not been tried yet. */
type AccountLogin = { account: string } & (
  { session: Session } | { session: null; credentials: Credentials; cannotUseKeys: boolean }
)

/**
 * Returns the accounts that one set of credentials can enter: its own account, or those of the roles or the
 * organization.
 */
export async function accountLogins(run: Run, base: Session): Promise<AccountLogin[]> {
  const { roleArns, organization } = run.options.accounts
  if (organization !== null) return membersOf(run, base, organization)
  if (roleArns.length === 0) return [{ account: base.account, session: base }]
  return Promise.all(roleArns.map(arn => byRole(run, base, arn)))
}

async function membersOf(run: Run, base: Session, organization: Organization): Promise<AccountLogin[]> {
  // Loads the SDK client only if it is needed: loading takes a tenth of a second.
  const { listOrganization } = await import('../../aws/organizations/organization.ts')
  const listed = await listOrganization(homeClient(base, run.calls), organization.units)
  if (!listed.known) {
    throw new AuditError('failed', `Cannot list the organization's accounts: ${listed.why.replace(/\.$/, '')}.`, {
      hint: 'Use credentials of the management account or a delegated administrator, or use --role-arn.',
    })
  }
  nameAccounts(run, listed.value)
  const ids = listed.value.map(({ id }) => id)
  const chosen = chooseAccounts(ids, organization)
  return Promise.all(
    chosen.map(account =>
      account === base.account
        ? { account, session: base }
        : byRole(run, base, `arn:${base.partition}:iam::${account}:role/${organization.role}`),
    ),
  )
}

/** Keeps the account names for the report. */
export function nameAccounts({ accountNames }: Run, accounts: readonly MemberAccount[]): void {
  for (const { id, name } of accounts) if (name !== null) accountNames.set(id, name)
}

function chooseAccounts(active: readonly string[], { only, except }: Organization): readonly string[] {
  const missing = only.filter(account => !active.includes(account))
  if (missing.length > 0) {
    throw new AuditError('usage', `No active account ${missing.join(', ')} in the organization or the selected OUs.`, {
      hint: 'Run aws organizations list-accounts to list the accounts.',
    })
  }
  const chosen = only.length === 0 ? active : only
  const left = chosen.filter(account => !except.includes(account))
  if (left.length === 0) {
    throw new AuditError(
      'usage',
      except.length > 0
        ? '--exclude-accounts excludes every account.'
        : 'The organization or the selected OUs have no active account.',
    )
  }
  return left
}

async function byRole({ options }: Run, base: Session, arn: string): Promise<AccountLogin> {
  const { externalId, sessionName } = options.accounts
  const { credentials: master, home: region, connection, requestHandler } = base
  const account = arn.split(':')[4] ?? ''
  const policy = options.dependents === null ? null : KEY_USE_DENIED
  const role = { arn, externalId, sessionName, master, region, requestHandler, connection, policy }
  return { account, session: null, credentials: await assumedRole(role), cannotUseKeys: policy !== null }
}
