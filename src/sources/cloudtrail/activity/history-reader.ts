import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { KEY_CHANGES, TRAIL_CHANGES } from '../../../model/assessments/activity-changes.ts'
import type { ActivityWindow } from '../../../model/assessments/activity.ts'
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
    return { ...search.window(), unread_changes: [...trails, ...keys] }
  }
}
