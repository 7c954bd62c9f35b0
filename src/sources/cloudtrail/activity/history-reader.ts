import { listTrails } from '../../../aws/cloudtrail/trails.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { KEY_CHANGES, TRAIL_CHANGES } from '../../../model/assessments/activity-changes.ts'
import type { ActivityWindow } from '../../../model/assessments/activity-window.ts'
import type { ActivityReader, ActivityRequest, ActivitySink } from '../../activity-reader.ts'
import { HORIZON } from '../key-events.ts'
import { EventSearch } from './event-search.ts'
import { lookUpChanges } from './read-changes.ts'

/** Reads the event history of CloudTrail: 90 days, two pages of 50 events a second. */
export class HistoryReader implements ActivityReader {
  #client: PlaceClient

  constructor(client: PlaceClient) {
    this.#client = client
  }

  async read(request: ActivityRequest, sink: ActivitySink): Promise<ActivityWindow> {
    const since = Math.max(request.since, this.#client.now - HORIZON)
    // Changes are few and matter most, so they do not wait for the calls.
    const trails = await lookUpChanges(this.#client, TRAIL_CHANGES, since, sink)
    const search = new EventSearch(this.#client, { ...request, since }, sink)
    await search.run()
    const isPartial = search.why !== null || search.partial.length > 0
    const keys = isPartial ? await lookUpChanges(this.#client, KEY_CHANGES, since, sink) : []
    const window = search.window()
    return {
      ...window,
      unread_changes: [...trails, ...keys],
      unread_trail_homes: window.since === null ? null : await this.#unreadHomes(request),
    }
  }

  /** A trail can be changed in its home Region only, and event history records that there. */
  async #unreadHomes({ isRead }: ActivityRequest): Promise<string[] | null> {
    const trails = await listTrails(this.#client)
    this.#client.note(trails, 'cloudtrail:DescribeTrails')
    if (!trails.known) return null
    const homes = trails.value.map(({ TrailARN, HomeRegion }) => ({
      account: TrailARN.split(':')[4] ?? '',
      region: HomeRegion,
    }))
    const unread = homes.filter(({ account, region }) => !isRead(account, region))
    return [...new Set(unread.map(({ account, region }) => `${account} ${region}`))].toSorted()
  }
}
