import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { CallerRecord } from '../../model/report/activity.ts'
import { type Instant, isoTime } from '../../model/time.ts'
import { eventPages, ofKey } from './activity/event-pages.ts'
import { type KeyEvent, readKeyEvent } from './activity/key-event.ts'
import { HORIZON } from './key-events.ts'

/** Who scheduled the deletion of a key, or why that is not known. */
export type FoundDeletion =
  | ({ status: 'known'; operation: string; event_id?: string; event_time: string } & CallerRecord)
  | { status: 'unknown'; why: string }

/** A key that cannot be used has few events. */
const PAGES_OF_KEY = 3

/**
 * Looks up in event history who scheduled the deletion of a key. Without that call, the event of the deletion itself,
 * which AWS makes, is the answer.
 * https://docs.aws.amazon.com/kms/latest/developerguide/ct-schedule-key-deletion.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html
 */
export async function findDeletion(client: PlaceClient, arn: string): Promise<FoundDeletion> {
  const since: Instant = client.now - HORIZON
  let deleted: KeyEvent | null = null
  let why = 'CloudTrail has no such call in the last 90 days'
  for await (const page of eventPages(client, ofKey(arn), since, PAGES_OF_KEY)) {
    if (!page.known) {
      why = page.why
      break
    }
    for (const event of page.value.events) {
      const read = readKeyEvent(event, arn)
      if (read === 'unreadable') why = 'an event could not be understood'
      if (typeof read === 'string' || read.error !== null) continue
      if (read.operation === 'ScheduleKeyDeletion') return known(read)
      if (read.operation === 'DeleteKey') deleted ??= read
    }
  }
  return deleted === null ? { status: 'unknown', why } : known(deleted)
}

const known = ({ operation, id, at, caller }: KeyEvent): FoundDeletion => ({
  status: 'known',
  operation,
  ...(id === null ? {} : { event_id: id }),
  event_time: isoTime(at),
  ...caller,
})
