import { enterAccount, ShutAccount } from '../aws/accounts.ts'
import type { Session } from '../aws/accounts.ts'
import type { RunContext } from '../aws/run-context.ts'
import { Caller } from '../aws/caller.ts'
import type { Credentials } from '../aws/clients.ts'
import { credentialsOf } from '../aws/credentials.ts'
import { isListed } from '../aws/partitions.ts'
import { regionOfProfile, requireProfile } from '../aws/profiles.ts'
import { chooseRegions, isPattern, listEnabledRegions, unlisted } from '../aws/regions.ts'
import type { RequestHandler } from '../aws/wire.ts'
import { AuditError } from '../lib/exit.ts'
import type { AuditOptions } from '../options/options.ts'
import type { KeyFilter } from './key-filter.ts'
import type { Ports } from './ports.ts'

export interface Entered {
  session: Session
  regions: readonly string[]
}

export interface Door {
  options: AuditOptions
  filter: KeyFilter
  ports: Ports
  run: RunContext
  requestHandler: RequestHandler
}

/** Enters every account that was asked for. One that stays shut is a gap; if all do, nothing can be run. */
export async function enterAll(door: Door): Promise<Entered[]> {
  const profiles = door.options.profiles.length === 0 ? [null] : door.options.profiles
  if (door.ports.wire?.credentials === undefined) await requireProfiles(door)
  const entered: Entered[] = []
  const shut: AuditError[] = []
  for (const profile of profiles) {
    try {
      entered.push(await enterOne(door, profile))
    } catch (error) {
      if (!(error instanceof AuditError) || error.exit === 2) throw error
      shut.push(error)
      const reason = error instanceof ShutAccount ? error.reason : 'denied'
      const gap = { account: '', region: null, keyId: null, operation: 'sts:GetCallerIdentity', reason } as const
      door.run.gaps.add({ ...gap, message: profile === null ? error.message : `profile ${profile}: ${error.message}` })
    }
  }
  if (entered.length === 0 && shut[0] !== undefined) throw shut[0]
  return entered
}

async function requireProfiles({ options, ports }: Door): Promise<void> {
  for (const profile of options.profiles) await requireProfile(profile)
  const ambient = ports.env['AWS_PROFILE']
  if (options.profiles.length === 0 && ambient !== undefined && ambient !== '') await requireProfile(ambient)
}

async function enterOne(door: Door, profile: string | null): Promise<Entered> {
  const patterns = await patternsFor(door, profile)
  const home = await ambientRegion(door.ports, profile)
  const likely = patterns.filter(pattern => !isPattern(pattern) && isListed(pattern))
  const regions = [...new Set([...likely, ...(home === undefined ? [] : [home]), 'us-east-1'])]
  const credentials: Credentials =
    door.ports.wire?.credentials ?? (await credentialsOf(profile, regions[0] ?? 'us-east-1'))
  const { run, requestHandler } = door
  const session = await enterAccount({ profile, credentials, requestHandler, regions, run }).catch((error: unknown) => {
    // A Region that no list names is a typo before anything else is wrong.
    throw patterns.map(unlisted).find(typo => typo !== null) ?? error
  })
  const place = { partition: session.partition, account: session.account, region: session.home }
  const caller = new Caller(place, run, session.state)
  const chosen = await chooseRegions(patterns, () => listEnabledRegions(caller, session.clients(session.home)))
  return { session, regions: chosen }
}

/** What was asked for, else what the environment and the profile say, as the AWS CLI reads them. */
async function patternsFor({ options, filter, ports }: Door, profile: string | null): Promise<readonly string[]> {
  if (options.regions !== null) return [...new Set([...options.regions, ...filter.regions])]
  if (filter.onlyArns) return filter.regions
  const ambient = await ambientRegion(ports, profile)
  if (ambient !== undefined) return [...new Set([ambient, ...filter.regions])]
  throw new AuditError('usage', 'No Region given.', {
    hint: 'Use -r us-east-1, or -r all for every enabled Region, or set AWS_REGION.',
  })
}

async function ambientRegion({ env, wire }: Ports, profile: string | null): Promise<string | undefined> {
  const set = env['AWS_REGION'] || env['AWS_DEFAULT_REGION']
  if (set !== undefined && set !== '') return set
  if (wire?.credentials !== undefined) return undefined
  return regionOfProfile(profile ?? (env['AWS_PROFILE'] || 'default'))
}
