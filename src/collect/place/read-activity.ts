import type { ActivityRecord } from '../../model/report/activity.ts'
import type { Key } from '../../model/key.ts'
import { readActivity } from '../../sources/cloudtrail/activity/read-activity.ts'
import type { PlaceAudit } from './place-audit.ts'

/**
 * Reads who used and who changed the key that is explained, in the last 90 days. What could not be read is said there,
 * with a gap. Null: the run does not need it.
 */
export async function activityOf(key: Key, { client, options }: PlaceAudit): Promise<ActivityRecord | null> {
  if (options.oneKey === null || options.oneKey === 'facts') return null
  const origin = key.readable ? key.origin : null
  const multiRegion = key.readable ? key.multiRegion !== null : null
  const { record, failure } = await readActivity(client, { arn: key.arn, origin, multiRegion })
  client.note(failure, 'cloudtrail:LookupEvents', key.id)
  return record
}
