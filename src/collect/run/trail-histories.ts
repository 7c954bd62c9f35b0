import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { TrailHistory } from '../../model/archive/coverage.ts'
import { placeClientFinder } from '../enter/places.ts'
import type { EnteredRun } from './run.ts'

/**
 * Returns a function that reads the changes of trails in the event history of a place. Each place is read once, and by
 * the client that audits it, if any does: AWS counts the quota of lookups by account and Region. Null: not known.
 */
export function trailHistories(
  run: EnteredRun,
  audited: readonly PlaceClient[],
): (account: string, region: string) => Promise<TrailHistory | null> {
  const read = new Map<string, Promise<TrailHistory | null>>()
  const find = placeClientFinder(run)
  const clientOf = (account: string, region: string): PlaceClient | null => {
    const known = audited.find(({ place }) => place.account === account && place.region === region)
    const client = known ?? find(account, region)
    return 'place' in client ? client : null
  }
  return (account, region) => {
    const id = `${account} ${region}`
    const reading = read.get(id) ?? readFrom(clientOf(account, region))
    read.set(id, reading)
    return reading
  }
}

async function readFrom(client: PlaceClient | null): Promise<TrailHistory | null> {
  if (client === null) return null
  const { readTrailHistory } = await import('../../sources/archive/read-trail-history.ts')
  return readTrailHistory(client)
}
