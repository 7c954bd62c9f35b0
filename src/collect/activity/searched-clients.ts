import { archives } from '../../archives/registry.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { listText } from '../../lib/text/lists.ts'
import type { OpenArchive } from '../../sources/archive/read-archived-activity.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { archivedPlaces, unreadRegionsText } from '../enter/archived-places.ts'
import { notEnteredClient } from '../enter/not-entered.ts'
import { placeId } from '../sweep/resolve-key.ts'

/**
 * Returns a client for each place to read from an archive. The client of a place that is not entered makes no call. A
 * gap names each account of `--accounts` that the archive lacks.
 *
 * @throws AuditError if the archive has none of the places
 */
export function searchedClients({ run, places, note }: AssessmentRun, { id, engine }: OpenArchive): PlaceClient[] {
  const { operation } = archives[id]
  const wanted = archivedPlaces(run, engine.places)
  const line = unreadRegionsText(run, wanted)
  if (line !== null) note(line)
  // Only accounts whose keys are wanted are searched.
  const ids = run.filter.wholeArns === null ? (run.options.archivedAccounts?.ids ?? []) : []
  const missing = ids.filter(each => !wanted.some(({ account }) => account === each))
  requireAccount(engine.places, [...missing, ...wanted.map(({ account }) => account)])
  const message = 'the archive has no log file of the account'
  for (const account of missing)
    run.gaps.add({ account, region: null, keyId: null, operation, reason: 'partial', message })
  if (wanted.length === 0) {
    const where = run.options.regions === null ? '' : ` in ${run.options.regions.join(', ')}`
    throw new AuditError('failed', `The archive has no log file of account ${missing.join(', ')}${where}.`, HINT)
  }
  const entered = new Map(places.map(client => [placeId(client.place), client]))
  return wanted.map(place => entered.get(placeId(place)) ?? notEnteredClient(place, run))
}

/** Throws a usage error if an archive that knows its accounts has none of these. */
function requireAccount(places: OpenArchive['engine']['places'], accounts: readonly string[]): void {
  if (places === undefined || places.some(({ account }) => accounts.includes(account))) return
  throw new AuditError('usage', `The archive has no log file of account ${listText(accounts)}.`, HINT)
}

const HINT = { hint: 'Run kms-audit archive status to list its accounts and Regions.' }
