import type { Session } from '../../aws/session/enter-account.ts'
import { enterAccount, homeClient } from '../../aws/session/enter-account.ts'
import type { Answer, Failure } from '../../aws/answers/answer.ts'
import { listEnabledRegions } from '../../aws/session/list-enabled-regions.ts'
import { chooseRegions } from '../../aws/session/regions.ts'
import { requireProfiles } from '../../aws/credentials/session-settings.ts'
import type { Roles } from '../../aws/credentials/providers/provider-context.ts'
import { AuditError, EXIT } from '../../lib/process/exit.ts'
import { mapBounded } from '../../lib/flow/map-bounded.ts'
import { UNUSABLE_PROFILE } from '../../model/gap.ts'
import { accountLogins } from './account-logins.ts'
import type { EnteredAccount, Run } from '../run/run.ts'
import { enterProfile, AccessRefused, type ProfileLogin } from './enter-profile.ts'

/** An account without a Region to audit, and the reason. */
interface UnmatchedAccount {
  account: string
  error: AuditError
}

/** How many accounts are entered at the same time. */
const AT_ONCE = 16

/**
 * Enters all requested accounts. A profile that cannot be used does not stop the others: a line on stderr and a gap
 * name it. Throws if no profile can be used, or if none of its accounts can be entered and AWS Config is not asked instead.
 */
export async function enterAccounts(run: Run): Promise<EnteredAccount[]> {
  const { options, host } = run
  if (host.wire?.credentials === undefined) await requireProfiles(host.env, options.profiles)
  const [only, ...others] = options.profiles
  if (others.length === 0) {
    const entered = await enterAccountsOf(run, await enterOrNote(run, only ?? null, new Map()))
    if (entered.length === 0 && options.inventory === null) throw noAccountError(run)
    return entered
  }
  return enterProfiles(run, options.profiles)
}

async function enterProfiles(run: Run, profiles: readonly string[]): Promise<EnteredAccount[]> {
  const entered: EnteredAccount[] = []
  const refused: { profile: string; error: AuditError }[] = []
  const roles: Roles = new Map()
  for (const profile of profiles) {
    try {
      entered.push(...(await enterAccountsOf(run, await enterOrNote(run, profile, roles))))
    } catch (error) {
      if (!(error instanceof AuditError)) throw error
      refused.push({ profile, error })
    }
  }
  const [first] = refused
  if (entered.length === 0 && (run.options.inventory === null || run.starts.length === 0))
    throw first?.error ?? noAccountError(run)
  for (const { profile, error } of refused) run.host.warn(`Skipped profile ${profile}: ${lineOf(error)}`)
  return entered
}

const lineOf = ({ message, hint }: AuditError): string => (hint === undefined ? message : `${message} ${hint}`)

function noAccountError({ gaps }: Run): AuditError {
  const [first] = gaps.all
  const why = first === undefined ? '' : ` ${first.account}: ${first.message.replace(/\.$/, '')}.`
  const hint = 'Check that the role exists and trusts these credentials. Add --debug to see every call.'
  return new AuditError('failed', `Could not access any account.${why}`, { hint })
}

/** Enters the accounts of a profile, or leaves a gap that says why it cannot. */
async function enterOrNote(run: Run, profile: string | null, roles: Roles): Promise<ProfileLogin> {
  try {
    return await enterProfile(run, profile, roles)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const message = profile === null ? error.message : `profile ${profile}: ${error.message}`
    const reason = error instanceof AccessRefused ? error.reason : error.exit === EXIT.usage ? 'malformed' : 'expired'
    const operation = error instanceof AccessRefused ? 'sts:GetCallerIdentity' : UNUSABLE_PROFILE
    noteAccountGap(run, '', operation, { reason, why: message })
    throw error
  }
}

/** Enters the account of a profile, or the accounts of its roles. */
async function enterAccountsOf(run: Run, { session: base, patterns, likely }: ProfileLogin): Promise<EnteredAccount[]> {
  const { connection, requestHandler } = base
  run.starts.push(base)
  const logins = await accountLogins(run, base)
  const entered = await mapBounded(AT_ONCE, logins, async login => {
    if (login.session !== null) return regionsOf(run, login.session, patterns)
    // The Region in which the role was assumed may not be enabled in the account.
    const regions = [...new Set([base.home, ...likely])]
    const { account, credentials, cannotUseKeys } = login
    const answer: Answer<Session> = await enterAccount({
      credentials,
      cannotUseKeys,
      connection,
      requestHandler,
      regions,
      run: run.calls,
    })
    if (answer.known) return regionsOf(run, answer.value, patterns)
    noteAccountGap(run, account, 'sts:AssumeRole', answer)
    return null
  })
  const chosen = entered.filter(each => each !== null)
  const inside = chosen.filter(each => 'session' in each)
  const unmatched = chosen.filter(each => 'error' in each)
  const [first] = unmatched
  // If no account could be entered, the error is that of the run. An error in one of several accounts does not stop the
  // others.
  if (inside.length === 0 && first !== undefined) throw first.error
  noteUnmatched(run, unmatched)
  return inside
}

/**
 * Notes the accounts that have none of the requested Regions. If the Regions could not be listed, a gap already says
 * so.
 */
function noteUnmatched({ host }: Run, unmatched: readonly UnmatchedAccount[]): void {
  const left = unmatched.filter(({ error }) => error.exit === EXIT.usage)
  const [first] = left
  if (first === undefined) return
  const accounts = left.map(({ account }) => account).toSorted()
  const named = accounts.slice(0, MOST_NAMED).join(', ')
  const others = accounts.length > MOST_NAMED ? ` and ${accounts.length - MOST_NAMED} more` : ''
  const which = accounts.length === 1 ? 'account' : 'accounts'
  host.warn(`Skipped ${which} ${named}${others}: ${first.error.message}`)
}

const MOST_NAMED = 5

const noteAccountGap = (
  { gaps }: Run,
  account: string,
  operation: string,
  { reason, why: message }: Pick<Failure, 'reason' | 'why'>,
): void => gaps.add({ account, region: null, keyId: null, operation, reason, message })

async function regionsOf(
  run: Run,
  session: Session,
  patterns: readonly string[],
): Promise<EnteredAccount | UnmatchedAccount> {
  const { account } = session
  let listed: Answer<readonly string[]> | null = null
  try {
    const regions = await chooseRegions(patterns, async () => {
      listed = await listEnabledRegions(homeClient(session, run.calls))
      return listed
    })
    return { session, regions }
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const answer = listed as Answer<readonly string[]> | null
    if (answer !== null && !answer.known) noteAccountGap(run, account, 'account:ListRegions', answer)
    return { account, error }
  }
}
