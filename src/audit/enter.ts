import type { Session } from '../aws/accounts.ts'
import { cannotEnter, enterAccount } from '../aws/accounts.ts'
import type { Answer, Failure } from '../aws/answer.ts'
import { Caller } from '../aws/caller.ts'
import type { Credentials } from '../aws/clients.ts'
import { credentialsOf } from '../aws/credentials.ts'
import { isListed } from '../aws/partitions.ts'
import { requireProfile } from '../aws/profiles.ts'
import { chooseRegions, isPattern, listEnabledRegions, unlisted } from '../aws/regions.ts'
import { AuditError } from '../lib/exit.ts'
import { mapBounded } from '../lib/map-bounded.ts'
import type { Door } from './door.ts'
import { delegates } from './delegates.ts'
import { ambientRegion, patternsFor } from './regions-asked.ts'

export interface Entered {
  session: Session
  regions: readonly string[]
}

/** Accounts that are being entered at one time. */
const AT_ONCE = 16

/** Enters every account that was asked for. One that stays shut is a gap; if all do, nothing can be run. */
export async function enterAll(door: Door): Promise<Entered[]> {
  const profiles = door.options.profiles.length === 0 ? [null] : door.options.profiles
  if (door.ports.wire?.credentials === undefined) await requireProfiles(door)
  const entered: Entered[] = []
  const refused: AuditError[] = []
  for (const profile of profiles) {
    const base = await enterProfile(door, profile)
    if (base instanceof AuditError) refused.push(base)
    else entered.push(...(await enterBehind(door, profile, base)))
  }
  if (entered.length === 0) throw refused[0] ?? noneEntered(door)
  return entered
}

function noneEntered({ run }: Door): AuditError {
  const [first] = run.gaps.all
  const why = first === undefined ? '' : ` ${first.account}: ${first.message.replace(/\.$/, '')}.`
  const hint = 'Is the role there, and does it trust you? --debug shows every call.'
  return new AuditError('failed', `No account could be entered.${why}`, { hint })
}

async function requireProfiles({ options, ports }: Door): Promise<void> {
  for (const profile of options.profiles) await requireProfile(profile)
  const ambient = ports.env['AWS_PROFILE']
  if (options.profiles.length === 0 && ambient !== undefined && ambient !== '') await requireProfile(ambient)
}

async function enterProfile(door: Door, profile: string | null): Promise<Session | AuditError> {
  const patterns = await patternsFor(door, profile)
  const regions = await likelyRegions(door, profile, patterns)
  const wire = door.ports.wire?.credentials
  const credentials: Credentials = wire ?? (await credentialsOf(profile, regions[0] ?? 'us-east-1'))
  const { run, requestHandler } = door
  const answer = await enterAccount({ credentials, requestHandler, regions, run })
  if (answer.known) return answer.value
  // A Region that no list names is a typo before anything else is wrong.
  const typo = patterns.map(unlisted).find(found => found !== null)
  if (typo !== undefined && typo !== null) throw typo
  const refused = cannotEnter(profile, regions, answer)
  const message = profile === null ? refused.message : `profile ${profile}: ${refused.message}`
  const gap = { account: '', region: null, keyId: null, operation: 'sts:GetCallerIdentity' } as const
  run.gaps.add({ ...gap, reason: answer.reason, message })
  return refused
}

async function likelyRegions(door: Door, profile: string | null, patterns: readonly string[]): Promise<string[]> {
  const home = await ambientRegion(door.ports, profile)
  const named = patterns.filter(pattern => !isPattern(pattern) && isListed(pattern))
  return [...new Set([...named, ...(home === undefined ? [] : [home]), 'us-east-1'])]
}

/** The account of a profile itself, or those it has the roles for. */
async function enterBehind(door: Door, profile: string | null, base: Session): Promise<Entered[]> {
  const patterns = await patternsFor(door, profile)
  const likely = await likelyRegions(door, profile, patterns)
  const { run, requestHandler } = door
  const ways = await delegates(door, base)
  const entered = await mapBounded(AT_ONCE, ways, async way => {
    if (way.session !== null) return regionsOf(door, way.session, patterns)
    // The account may not have enabled the Region in which its role was assumed.
    const regions = [...new Set([base.home, ...likely])]
    const answer: Answer<Session> = await enterAccount({ credentials: way.credentials, requestHandler, regions, run })
    if (answer.known) return regionsOf(door, answer.value, patterns)
    shut(door, way.account, 'sts:AssumeRole', answer)
    return null
  })
  const chosen = entered.filter(each => each !== null)
  const inside = chosen.filter(each => 'session' in each)
  const misfit = chosen.find(each => each instanceof AuditError)
  // What is wrong in every account is wrong usage, or nothing to run; in one of many it is not the others' trouble.
  if (inside.length === 0 && misfit !== undefined) throw misfit
  return inside
}

const shut = (
  { run }: Door,
  account: string,
  operation: string,
  { reason, why: message }: Pick<Failure, 'reason' | 'why'>,
): void => run.gaps.add({ account, region: null, keyId: null, operation, reason, message })

async function regionsOf(door: Door, session: Session, patterns: readonly string[]): Promise<Entered | AuditError> {
  const { partition, account, home: region } = session
  const caller = new Caller({ partition, account, region }, door.run, session.state)
  let listed: Answer<readonly string[]> | null = null
  try {
    const regions = await chooseRegions(patterns, async () => {
      listed = await listEnabledRegions(caller, session.clients(region))
      return listed
    })
    return { session, regions }
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    const answer = listed as Answer<readonly string[]> | null
    if (answer !== null && !answer.known) shut(door, account, 'account:ListRegions', answer)
    return error
  }
}
