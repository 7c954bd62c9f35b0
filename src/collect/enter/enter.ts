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
import { delegates } from './delegates.ts'
import type { Door } from '../run/door.ts'
import { enterProfile, Refusal, type Base } from './enter-profile.ts'

export interface Entered {
  session: Session
  regions: readonly string[]
}

/** An account in which no Region can be audited, and why. */
interface Misfit {
  account: string
  error: AuditError
}

/** Accounts that are being entered at one time. */
const AT_ONCE = 16

/**
 * Enters every account that was asked for. A profile that cannot be used costs the others nothing: a line on stderr and
 * a gap name it. If all cannot, nothing can be run.
 */
export async function enterAll(door: Door): Promise<Entered[]> {
  const { options, ports } = door
  if (ports.wire?.credentials === undefined) await requireProfiles(ports.env, options.profiles)
  const [only, ...others] = options.profiles
  if (others.length === 0) {
    const entered = await enterBehind(door, await enterOrNote(door, only ?? null, new Map()))
    if (entered.length === 0) throw noneEntered(door)
    return entered
  }
  return enterProfiles(door, options.profiles)
}

async function enterProfiles(door: Door, profiles: readonly string[]): Promise<Entered[]> {
  const entered: Entered[] = []
  const refused: { profile: string; error: AuditError }[] = []
  const roles: Roles = new Map()
  for (const profile of profiles) {
    try {
      entered.push(...(await enterBehind(door, await enterOrNote(door, profile, roles))))
    } catch (error) {
      if (!(error instanceof AuditError)) throw error
      refused.push({ profile, error })
    }
  }
  const [first] = refused
  if (entered.length === 0) throw first?.error ?? noneEntered(door)
  for (const { profile, error } of refused) door.ports.warn(`Skipped profile ${profile}: ${lineOf(error)}`)
  return entered
}

const lineOf = ({ message, hint }: AuditError): string => (hint === undefined ? message : `${message} ${hint}`)

function noneEntered({ run }: Door): AuditError {
  const [first] = run.gaps.all
  const why = first === undefined ? '' : ` ${first.account}: ${first.message.replace(/\.$/, '')}.`
  const hint = 'Check that the role exists and trusts these credentials. Add --debug to see every call.'
  return new AuditError('failed', `Could not access any account.${why}`, { hint })
}

/** What keeps an account shut is in the report, too. */
async function enterOrNote(door: Door, profile: string | null, roles: Roles): Promise<Base> {
  try {
    return await enterProfile(door, profile, roles)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const message = profile === null ? error.message : `profile ${profile}: ${error.message}`
    const reason = error instanceof Refusal ? error.reason : error.exit === EXIT.usage ? 'malformed' : 'expired'
    const operation = error instanceof Refusal ? 'sts:GetCallerIdentity' : UNUSABLE_PROFILE
    shut(door, '', operation, { reason, why: message })
    throw error
  }
}

/** The account of a profile itself, or those it has the roles for. */
async function enterBehind(door: Door, { session: base, patterns, likely }: Base): Promise<Entered[]> {
  const { run } = door
  const { connection, requestHandler } = base
  const ways = await delegates(door, base)
  const entered = await mapBounded(AT_ONCE, ways, async way => {
    if (way.session !== null) return regionsOf(door, way.session, patterns)
    // The account may not have enabled the Region in which its role was assumed.
    const regions = [...new Set([base.home, ...likely])]
    const { account, credentials } = way
    const answer: Answer<Session> = await enterAccount({ credentials, connection, requestHandler, regions, run })
    if (answer.known) return regionsOf(door, answer.value, patterns)
    shut(door, account, 'sts:AssumeRole', answer)
    return null
  })
  const chosen = entered.filter(each => each !== null)
  const inside = chosen.filter(each => 'session' in each)
  const misfits = chosen.filter(each => 'error' in each)
  const [first] = misfits
  // What is wrong in every account is wrong usage, or nothing to run; in one of many it is not the others' trouble.
  if (inside.length === 0 && first !== undefined) throw first.error
  noteMisfits(door, misfits)
  return inside
}

/** Accounts without any Region that was asked for. Those whose Regions could not be listed have a gap. */
function noteMisfits({ ports }: Door, misfits: readonly Misfit[]): void {
  const left = misfits.filter(({ error }) => error.exit === EXIT.usage)
  const [first] = left
  if (first === undefined) return
  const accounts = left.map(({ account }) => account).toSorted()
  const named = accounts.slice(0, MOST_NAMED).join(', ')
  const others = accounts.length > MOST_NAMED ? ` and ${accounts.length - MOST_NAMED} more` : ''
  const which = accounts.length === 1 ? 'account' : 'accounts'
  ports.warn(`Skipped ${which} ${named}${others}: ${first.error.message}`)
}

const MOST_NAMED = 5

const shut = (
  { run }: Door,
  account: string,
  operation: string,
  { reason, why: message }: Pick<Failure, 'reason' | 'why'>,
): void => run.gaps.add({ account, region: null, keyId: null, operation, reason, message })

async function regionsOf(door: Door, session: Session, patterns: readonly string[]): Promise<Entered | Misfit> {
  const { account } = session
  let listed: Answer<readonly string[]> | null = null
  try {
    const regions = await chooseRegions(patterns, async () => {
      listed = await listEnabledRegions(homeClient(session, door.run))
      return listed
    })
    return { session, regions }
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const answer = listed as Answer<readonly string[]> | null
    if (answer !== null && !answer.known) shut(door, account, 'account:ListRegions', answer)
    return { account, error }
  }
}
