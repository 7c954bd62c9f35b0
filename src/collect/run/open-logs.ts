import type { LogsEngine, LogsPart } from '../../archives/logs/logs-engine.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { once } from '../../lib/flow/once.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { LogsOption } from '../../model/options/logs-option.ts'
import type { Place } from '../../model/place.ts'
import { placesOf } from '../enter/places.ts'
import type { Memory } from './memory.ts'
import { athenaClientOf, searchedPlaces } from './open-athena.ts'
import { outlivingClient } from './outliving-client.ts'
import type { EnteredRun } from './run.ts'

/**
 * Opens `--cloudwatch-logs`. Each place has a data source of its own, unless a Region is named, where the events of all
 * places are; a log group has the events of all places.
 *
 * @throws AuditError if no account was entered, or the Region is of another partition
 */
export async function openLogs(run: EnteredRun, option: LogsOption, memory: Memory): Promise<LogsEngine> {
  const { LogsEngine } = await import('../../archives/logs/logs-engine.ts')
  return new LogsEngine({
    option,
    parts: partsOf(run, option).map(part => toPart(part, run, memory)),
    gaps: run.gaps,
    signal: run.signal,
    warn: line => run.host.warn(line),
    patience: run.calls.patience,
    now: run.clock.now,
  })
}

/** Places, and the client that searches for them. */
interface SearchedPlaces {
  client: PlaceClient
  session: Session
  searched: readonly Place[]
}

function partsOf(run: EnteredRun, { logGroup, region }: LogsOption): SearchedPlaces[] {
  if (logGroup !== null || region !== null)
    return [{ ...athenaClientOf(run, { region }), searched: searchedPlaces(run) }]
  return placesOf(run).map(client => ({ client, session: sessionOf(run, client), searched: [client.place] }))
}

function sessionOf(run: EnteredRun, { place: { account } }: PlaceClient): Session {
  const found = run.accounts.find(({ session }) => session.account === account)
  if (found === undefined) throw new AuditError('failed', `Account ${account} could not be entered.`)
  return found.session
}

function toPart({ client, session, searched }: SearchedPlaces, run: EnteredRun, memory: Memory): LogsPart {
  const { place } = client
  return {
    searcher: { client, stopper: once(() => outlivingClient(run, session, place.region)) },
    places: searched,
    memory: {
      recall: id => memory.recall(place, 'logs', id),
      remember: (id, value) => memory.remember(place, 'logs', id, value),
    },
  }
}
