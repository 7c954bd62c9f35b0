import { PlaceClient } from '../../aws/session/place-client.ts'
import { WatchTrailReader } from '../../sources/cloudtrail/watch/read-watch-trail.ts'
import { placeClientFinder } from '../enter/places.ts'
import type { EnteredRun } from '../run/run.ts'
import { HourlyRequests } from './hourly-requests.ts'

/** What reads the keys of one place. */
export interface WatchPlace {
  client: PlaceClient
  trail: WatchTrailReader
  requests: HourlyRequests
}

/** The places of a watch, each with one client, because the quotas of AWS are those of a place. */
export class WatchPlaces {
  readonly #run: EnteredRun
  readonly #find: ReturnType<typeof placeClientFinder>
  readonly #places = new Map<string, WatchPlace | null>()

  constructor(run: EnteredRun) {
    this.#run = run
    this.#find = placeClientFinder(run)
  }

  /** CloudTrail pages to read of a key whose calls are refused. */
  get maxPages(): number {
    return this.#run.options.maxPages
  }

  /** Null: the account was not entered. */
  at(account: string, region: string): WatchPlace | null {
    const name = `${account} ${region}`
    const known = this.#places.get(name)
    if (known !== undefined) return known
    const client = this.#find(account, region)
    const place =
      client instanceof PlaceClient
        ? { client, trail: new WatchTrailReader(client), requests: new HourlyRequests(client) }
        : null
    this.#places.set(name, place)
    return place
  }
}
