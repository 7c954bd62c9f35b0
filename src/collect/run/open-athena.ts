import type { AthenaEngine } from '../../archives/athena/athena-engine.ts'
import type { TableKind } from '../../archives/athena/query/table-kind.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { EventDataStoreOption } from '../../model/options/archive-options.ts'
import type { AthenaTable } from '../../model/options/athena-table.ts'
import type { Place } from '../../model/place.ts'
import { partitionOf } from '../../model/partition.ts'
import { archivedPlaces } from '../enter/archived-places.ts'
import { placesOf } from '../enter/places.ts'
import type { Memory } from './memory.ts'
import { outlivingClient } from './outliving-client.ts'
import { placeId } from '../sweep/resolve-key.ts'
import { trailHomes } from './trail-homes.ts'
import type { EnteredRun } from './run.ts'

/**
 * Opens the table of `--athena` or `--security-lake` with the first session of the run, for all places of the run. What
 * finished queries found is kept in the memory of the run.
 *
 * @throws AuditError if the table or the workgroup is not usable
 */
export async function openAthena(run: EnteredRun, options: AthenaTable, memory: Memory): Promise<AthenaEngine> {
  const { openAthenaEngine } = await import('../../archives/athena/open-athena-engine.ts')
  const kind = await kindOf(options)
  return openAthenaEngine({
    ...searchOf(run, athenaClientOf(run, options), memory, 'athena'),
    options,
    kind,
    homes: await homesFor(run, options),
  })
}

/** Empty without digest files: the silence of the table decides nothing then, whether trails were changed or not. */
export const homesFor = async (run: EnteredRun, { digests }: AthenaTable): Promise<Place[]> =>
  digests === null ? [] : trailHomes(placesOf(run))

/** The columns of the table. */
export async function kindOf({ isSecurityLake }: AthenaTable): Promise<TableKind> {
  if (isSecurityLake) return (await import('../../archives/athena/query/security-lake-table.ts')).SECURITY_LAKE_TABLE
  return (await import('../../archives/athena/query/trail-table.ts')).TRAIL_TABLE
}

/**
 * Opens the event data store of `--lake` in the same way.
 *
 * @throws AuditError if there is none
 */
export async function openLake(run: EnteredRun, store: EventDataStoreOption, memory: Memory): Promise<AthenaEngine> {
  const { openLakeEngine } = await import('../../archives/lake/open-lake-engine.ts')
  return openLakeEngine({ ...searchOf(run, athenaClientOf(run, store), memory, 'lake'), store: store.id })
}

/** What both engines need of a run. */
const searchOf = (run: EnteredRun, { client, session }: Searcher, memory: Memory, kind: string) => ({
  client,
  stopper: outlivingClient(run, session, client.place.region),
  places: searchedPlaces(run),
  memory: {
    recall: (id: string) => memory.recall(client.place, kind, id),
    remember: (id: string, value: unknown) => memory.remember(client.place, kind, id, value),
  },
  gaps: run.gaps,
  signal: run.signal,
  warn: (line: string) => run.host.warn(line),
  patience: run.calls.patience,
})

/**
 * The places whose keys are audited, also those that were not entered: those whose keys AWS Config has recorded, and
 * those that are read from an archive alone.
 */
export function searchedPlaces(run: EnteredRun): Place[] {
  if (run.options.archivedAccounts !== undefined) return archivedPlaces(run, undefined)
  const entered = placesOf(run).map(({ place }) => place)
  const recorded = [...(run.inventory?.places.values() ?? [])].map(({ place }) => place)
  return [...new Map([...recorded, ...entered].map(place => [placeId(place), place])).values()]
}

interface Searcher {
  client: PlaceClient
  session: Session
}

/**
 * The session that searches the table, the first of the run, in the Region of the table.
 *
 * @throws AuditError if there is none, or it is of another partition
 */
export function athenaClientOf(run: EnteredRun, options: Pick<AthenaTable, 'region'>): Searcher {
  const [first] = run.accounts
  const region = options.region ?? first?.regions[0]
  if (first === undefined || region === undefined) throw new AuditError('failed', 'No account could be entered.')
  const { session } = first
  if (partitionOf(region) !== session.partition)
    throw new AuditError(
      'usage',
      `${region}, where the archive is to be searched, is not in the partition of the account.`,
      {
        hint: 'Name the Region of the archive, such as --athena DATABASE.TABLE@REGION.',
      },
    )
  const place = { partition: session.partition, account: session.account, region }
  return { client: new PlaceClient(place, session.clients(region), run.calls, session.state), session }
}
