import type { ArchiveRun, Searcher } from '../../archives/archive-run.ts'
import { type ArchiveId, archives } from '../../archives/registry.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { once } from '../../lib/flow/once.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Place } from '../../model/place.ts'
import { partitionOf } from '../../model/partition.ts'
import { archivedPlaces } from '../enter/archived-places.ts'
import { placesOf } from '../enter/places.ts'
import { placeId } from '../sweep/resolve-key.ts'
import type { Memory } from './memory.ts'
import { outlivingClient } from './outliving-client.ts'
import type { EnteredRun } from './run.ts'
import { trailHomes } from './trail-homes.ts'

/** Returns what the archive may use of the run. What its queries found is kept in the memory of the run. */
export function archiveRunOf(run: EnteredRun, id: ArchiveId, memory: Memory): ArchiveRun {
  const { host, gaps, signal, calls, clock } = run
  const searcherOf = ({ client, session }: ClientOfSession): Searcher => ({
    client,
    stopper: once(() => outlivingClient(run, session, client.place.region)),
    memory: {
      recall: name => memory.recall(client.place, id, name),
      remember: (name, value) => memory.remember(client.place, id, name, value),
    },
  })
  return {
    places: searchedPlaces(run),
    searcher: region => searcherOf(firstClient(run, id, region)),
    searchers: () => placesOf(run).map(client => searcherOf({ client, session: sessionOf(run, client) })),
    trailHomes: () => trailHomes(placesOf(run)),
    gaps,
    signal,
    warn: line => host.warn(line),
    patience: calls.patience,
    now: clock.now,
    processes: host.processes,
    onProgress: read => void (host.progress.logFiles = read),
    sample: host.sampleArchive ?? null,
  }
}

interface ClientOfSession {
  client: PlaceClient
  session: Session
}

/**
 * The places whose keys are audited. These include places that were not entered: those whose keys AWS Config recorded,
 * and those that are read only from an archive.
 */
function searchedPlaces(run: EnteredRun): Place[] {
  if (run.options.archivedAccounts !== undefined) return archivedPlaces(run, undefined)
  const entered = placesOf(run).map(({ place }) => place)
  const recorded = [...(run.inventory?.places.values() ?? [])].map(({ place }) => place)
  return [...new Map([...recorded, ...entered].map(place => [placeId(place), place])).values()]
}

function firstClient(run: EnteredRun, id: ArchiveId, named: string | null): ClientOfSession {
  const [first] = run.accounts
  const region = named ?? first?.regions[0]
  if (first === undefined || region === undefined) throw new AuditError('failed', 'No account could be entered.')
  const { session } = first
  if (partitionOf(region) !== session.partition)
    throw new AuditError(
      'usage',
      `${region}, where the archive is to be searched, is not in the partition of the account.`,
      { hint: `Name the Region of the archive, such as ${archives[id].required.by}@REGION.` },
    )
  const place = { partition: session.partition, account: session.account, region }
  return { client: new PlaceClient(place, session.clients(region), run.calls, session.state), session }
}

function sessionOf(run: EnteredRun, { place: { account } }: PlaceClient): Session {
  const found = run.accounts.find(({ session }) => session.account === account)
  if (found === undefined) throw new AuditError('failed', `Account ${account} could not be entered.`)
  return found.session
}
