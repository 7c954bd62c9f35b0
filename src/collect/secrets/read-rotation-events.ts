import type { PlaceClient } from '../../aws/session/place-client.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { RotationEventsRecord } from '../../model/assessments/secrets.ts'
import { isoTime } from '../../model/time.ts'
import { rotationEvents } from '../../sources/cloudtrail/rotation-events.ts'

/**
 * Reads the failed rotations of a place. Returns a function that finds those of a secret: null if CloudTrail did not
 * answer, so that no failure is ever claimed to be absent.
 */
export async function readRotationEvents(
  client: PlaceClient,
): Promise<(secret: { arn: string; name: string }) => RotationEventsRecord | null> {
  const { events, since, failed, unreadable } = await rotationEvents(client)
  client.note(failed, 'cloudtrail:LookupEvents')
  if (unreadable > 0)
    client.gap(
      'cloudtrail:LookupEvents',
      'malformed',
      `malformed response: ${unreadable} events about rotations name no secret or no time`,
    )
  const isPartial = failed !== null || unreadable > 0
  if (failed !== null && since >= client.now && events.length === 0) return () => null
  const bySecret = new Map(groupBy(events, ({ secret }) => secret).map(own => [own[0]?.secret ?? '', own]))
  return ({ arn, name }) => {
    const own = bySecret.get(arn) ?? bySecret.get(name) ?? []
    const last = Math.max(...own.map(({ at }) => at))
    return {
      failed: own.filter(event => event.name === 'RotationFailed').length,
      abandoned: own.filter(event => event.name === 'RotationAbandoned').length,
      last_at: own.length === 0 ? null : isoTime(last),
      since: isoTime(since),
      is_partial: isPartial,
    }
  }
}
