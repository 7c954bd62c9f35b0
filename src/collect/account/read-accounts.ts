import type { Failure } from '../../aws/answers/answer.ts'
import { homeClient } from '../../aws/session/enter-account.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { OrganizationRecord, Scope } from '../../model/report.ts'
import { nameAccounts } from '../enter/delegates.ts'
import { type Memory, remembered } from '../run/memory.ts'
import type { OpenRun } from '../run/open-run.ts'
import { contained } from '../run/contained.ts'
import { type AskedPlace, readTrails } from './read-trails.ts'

export type ReadAccounts = Pick<Scope, 'trails' | 'organization'>

/** What checks need of whole accounts: their trails, and who else belongs to the organization. */
export async function readAccounts(run: OpenRun, places: readonly AskedPlace[], memory: Memory): Promise<ReadAccounts> {
  const { options, door, entered } = run
  const { gaps } = door.run
  const spot = { account: entered[0]?.session.account ?? '', region: null, keyId: null }
  const enabled = places.filter(place => isEnabled(place, gaps))
  const [trails, organization] = await Promise.all([
    options.needs.includes('trails')
      ? contained(
          gaps,
          spot,
          () => readTrails(enabled, memory),
          () => ({}),
        )
      : null,
    options.trustOrganization
      ? contained(
          gaps,
          spot,
          () => organizationOf(run, memory),
          () => null,
        )
      : null,
  ])
  return {
    ...(options.trustOrganization ? { organization } : {}),
    ...(trails === null ? {} : { trails }),
  }
}

/** A Region that is switched off has nothing that a trail could miss. */
const isEnabled = ({ access: { place }, answered }: AskedPlace, gaps: GapLog): boolean =>
  answered ||
  !gaps.all.some(
    ({ account, region, reason }) => account === place.account && region === place.region && reason === 'not_enabled',
  )

/** Asked with the credentials of each entered account until one may know. */
async function organizationOf({ entered, door }: OpenRun, memory: Memory): Promise<OrganizationRecord | null> {
  const { readOrganization } = await import('../../aws/organizations/organization.ts')
  let refused: { client: PlaceClient; answer: Failure } | null = null
  for (const { session } of entered) {
    const client = homeClient(session, door.run)
    const fact = { place: client.place, kind: 'organizations:ListAccounts', id: 'all' }
    const answer = await remembered(
      memory,
      fact,
      () => readOrganization(client),
      ({ known }) => known,
    )
    if (answer.known) {
      nameAccounts(door, answer.value.accounts)
      return answer.value.record
    }
    refused ??= { client, answer }
  }
  refused?.client.gap('organizations:DescribeOrganization', refused.answer.reason, refused.answer.why)
  return null
}
