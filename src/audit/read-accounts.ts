import { Caller } from '../aws/caller.ts'
import type { Session } from '../aws/accounts.ts'
import type { PlaceAccess } from '../aws/place-access.ts'
import type { OrganizationRecord, Scope, TrailRecord } from '../model/report.ts'
import type { OpenRun } from './open-run.ts'

/** What checks need of whole accounts: their trails, and who else belongs to the organization. */
export async function readAccounts(
  run: OpenRun,
  answered: readonly PlaceAccess[],
): Promise<Pick<Scope, 'trails' | 'organization'>> {
  const { options } = run
  const [trails, organization] = await Promise.all([
    options.needs.includes('trails') ? trailsByAccount(answered) : null,
    options.trustOrganization ? organizationOf(run) : null,
  ])
  return {
    ...(options.trustOrganization ? { organization } : {}),
    ...(trails === null ? {} : { trails }),
  }
}

/** From one Region of each account: a trail for all Regions is seen from each of them. */
async function trailsByAccount(answered: readonly PlaceAccess[]): Promise<Record<string, TrailRecord[] | null>> {
  const { trailsOf } = await import('../aws/trails.ts')
  const first = new Map<string, PlaceAccess>()
  for (const access of answered)
    if (!first.has(access.caller.place.account)) first.set(access.caller.place.account, access)
  const read = await Promise.all(
    [...first].map(async ([account, access]) => {
      const trails = await trailsOf(access)
      if (!trails.known && !trails.givenUp) access.caller.gap('cloudtrail:DescribeTrails', trails.reason, trails.why)
      return [account, trails.known ? trails.value : null] as const
    }),
  )
  return Object.fromEntries(read)
}

/** Asked with the credentials of each entered account until one may know. */
async function organizationOf({ entered, door }: OpenRun): Promise<OrganizationRecord | null> {
  const { readOrganization } = await import('../aws/organization.ts')
  let refused: { caller: Caller; reason: Parameters<Caller['gap']>[1]; why: string } | null = null
  for (const { session } of entered) {
    const caller = callerOf(session, door.run)
    const answer = await readOrganization(caller, await session.clients(session.home).organizations())
    if (answer.known) return answer.value
    refused ??= { caller, reason: answer.reason, why: answer.why }
  }
  refused?.caller.gap('organizations:DescribeOrganization', refused.reason, refused.why)
  return null
}

const callerOf = ({ partition, account, home, state }: Session, run: OpenRun['door']['run']): Caller =>
  new Caller({ partition, account, region: home }, run, state)
