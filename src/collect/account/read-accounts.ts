import type { Failure } from '../../aws/answers/answer.ts'
import { homeClient } from '../../aws/session/enter-account.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import { accountFactsIn } from '../../facts/needs.ts'
import type { AccountFacts } from '../../model/report/account-facts.ts'
import type { OrganizationRecord, Scope } from '../../model/report/report.ts'
import { nameAccounts } from '../enter/account-logins.ts'
import { type Memory, remembered } from '../run/memory.ts'
import type { EnteredRun } from '../run/run.ts'
import { catchBugs } from '../run/catch-bugs.ts'
import { readAccountFact } from './read-account-fact.ts'
import { type ListedPlace, readTrails } from './read-trails.ts'

export type ReadAccounts = Pick<Scope, 'trails' | 'organization'> & AccountFacts

/** Reads what checks need about whole accounts: trails, the members of the organization, and facts of the registry. */
export async function readAccounts(
  run: EnteredRun,
  places: readonly ListedPlace[],
  memory: Memory,
): Promise<ReadAccounts> {
  const { options, accounts, gaps } = run
  const where = { account: accounts[0]?.session.account ?? '', region: null, keyId: null }
  const enabled = places.filter(place => isEnabled(place, gaps))
  const [trails, organization, facts] = await Promise.all([
    options.needs.includes('trails')
      ? catchBugs(
          gaps,
          where,
          () => readTrails(enabled, memory),
          () => ({}),
        )
      : null,
    options.trustOrganization
      ? catchBugs(
          gaps,
          where,
          () => organizationOf(run, memory),
          () => null,
        )
      : null,
    Promise.all(accountFactsIn(options.needs).map(fact => readAccountFact(run, fact, memory))),
  ])
  return {
    ...(options.trustOrganization ? { organization } : {}),
    ...(trails === null ? {} : { trails }),
    ...(Object.assign({}, ...facts) as AccountFacts),
  }
}

/** Whether a Region is enabled. In a Region that is not enabled, there are no events that a trail could miss. */
const isEnabled = ({ client: { place }, answered }: ListedPlace, gaps: GapLog): boolean =>
  answered ||
  !gaps.all.some(
    ({ account, region, reason }) => account === place.account && region === place.region && reason === 'not_enabled',
  )

/** Asks with the credentials of one account after the other, until one is allowed to list the organization. */
async function organizationOf(run: EnteredRun, memory: Memory): Promise<OrganizationRecord | null> {
  const { readOrganization } = await import('../../aws/organizations/organization.ts')
  let refused: { client: PlaceClient; answer: Failure } | null = null
  for (const { session } of run.accounts) {
    const client = homeClient(session, run.calls)
    const entry = { place: client.place, kind: 'organizations:ListAccounts', id: 'all' }
    const answer = await remembered(
      memory,
      entry,
      () => readOrganization(client),
      ({ known }) => known,
    )
    if (answer.known) {
      nameAccounts(run, answer.value.accounts)
      return answer.value.record
    }
    refused ??= { client, answer }
  }
  refused?.client.gap('organizations:DescribeOrganization', refused.answer.reason, refused.answer.why)
  return null
}
