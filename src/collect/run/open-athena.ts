import type { AthenaEngine } from '../../archives/athena/athena-engine.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { AthenaTable } from '../../model/options/athena-table.ts'
import { partitionOf } from '../../model/partition.ts'
import { placesOf } from '../enter/places.ts'
import type { Memory } from './memory.ts'
import { outlivingClient } from './outliving-client.ts'
import type { EnteredRun } from './run.ts'

/**
 * Opens the table of `--athena` with the first session of the run, for all places of the run. What finished queries
 * found is kept in the memory of the run.
 *
 * @throws AuditError if the table or the workgroup is not usable
 */
export async function openAthena(run: EnteredRun, options: AthenaTable, memory: Memory): Promise<AthenaEngine> {
  const { openAthenaEngine } = await import('../../archives/athena/open-athena-engine.ts')
  const { client, session } = athenaClientOf(run, options)
  const { place } = client
  return openAthenaEngine({
    client,
    stopper: outlivingClient(run, session, place.region),
    options,
    places: placesOf(run).map(each => each.place),
    homes: [],
    memory: {
      recall: id => memory.recall(place, 'athena', id),
      remember: (id, value) => memory.remember(place, 'athena', id, value),
    },
    gaps: run.gaps,
    signal: run.signal,
    warn: line => run.host.warn(line),
    patience: run.calls.patience,
  })
}

/**
 * The session that searches the table, the first of the run, in the Region of the table.
 *
 * @throws AuditError if there is none, or it is of another partition
 */
export function athenaClientOf(run: EnteredRun, options: AthenaTable): { client: PlaceClient; session: Session } {
  const [first] = run.accounts
  const region = options.region ?? first?.regions[0]
  if (first === undefined || region === undefined) throw new AuditError('failed', 'No account could be entered.')
  const { session } = first
  if (partitionOf(region) !== session.partition)
    throw new AuditError(
      'usage',
      `The table of --athena is in ${region}, which is not in the partition of the account.`,
      {
        hint: 'Name the Region of the table: --athena DATABASE.TABLE@REGION.',
      },
    )
  const place = { partition: session.partition, account: session.account, region }
  return { client: new PlaceClient(place, session.clients(region), run.calls, session.state), session }
}
