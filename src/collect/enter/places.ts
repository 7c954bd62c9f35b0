import type { Session } from '../../aws/session/enter-account.ts'
import { partitionOf } from '../../model/partition.ts'
import { type NoAccess, PlaceClient } from '../../aws/session/place-client.ts'
import type { Place } from '../../model/place.ts'
import type { EnteredRun } from '../run/run.ts'

/** Returns a client for every place of a run. Two profiles of one account give each place once. */
export function placesOf(run: EnteredRun): PlaceClient[] {
  const places = new Map<string, PlaceClient>()
  for (const { session, regions } of run.accounts) {
    for (const region of regions) {
      const { partition, account } = session
      const place = { partition, account, region }
      const id = `${partition} ${account} ${region}`
      if (!places.has(id)) places.set(id, clientFor(place, session, run))
    }
  }
  return [...places.values()]
}

/**
 * Returns a function that finds the client of a place, even one that this run does not audit, or says why there is
 * none.
 */
export function placeClientFinder(run: EnteredRun): (account: string, region: string) => PlaceClient | NoAccess {
  const sessions = new Map(run.accounts.map(({ session }) => [session.account, session]))
  return (account, region) => {
    const session = sessions.get(account)
    if (session === undefined) return { partition: null }
    if (session.partition !== partitionOf(region)) return { partition: session.partition }
    return clientFor({ partition: session.partition, account, region }, session, run)
  }
}

function clientFor(place: Place, session: Session, { calls, host }: EnteredRun): PlaceClient {
  const client = new PlaceClient(place, session.clients(place.region), calls, session.state)
  host.progress.watch(client)
  return client
}

/**
 * A Region of another partition does not recognize these credentials: no call can succeed. Leaves a gap of `operation`,
 * the first that would be called.
 */
export function isInOtherPartition(client: PlaceClient, operation = 'kms:ListKeys'): boolean {
  const { partition, region } = client.place
  const theirs = partitionOf(region)
  if (theirs === partition) return false
  client.gap(
    operation,
    'not_enabled',
    `${region} is in partition ${theirs}, but these credentials are for partition ${partition}`,
  )
  return true
}
