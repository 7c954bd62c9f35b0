import { LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import type { TimedAnswer } from '../../../aws/answers/answer.ts'
import { tokenBy } from '../../../aws/calls/pages.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { Instant } from '../../../model/time.ts'
import { foundEvents, type FoundEvents } from '../found-events.ts'

type LookupAttribute = NonNullable<LookupEventsCommandInput['LookupAttributes']>[number]

/** The attribute by which all events about keys are found. */
export const OF_ANY_KEY: LookupAttribute = { AttributeKey: 'ResourceType', AttributeValue: 'AWS::KMS::Key' }
/** The attribute by which all calls to KMS are found, also those that are about no key. */
export const OF_KMS: LookupAttribute = { AttributeKey: 'EventSource', AttributeValue: 'kms.amazonaws.com' }
export const ofKey = (arn: string): LookupAttribute => ({ AttributeKey: 'ResourceName', AttributeValue: arn })
export const named = (operation: string): LookupAttribute => ({ AttributeKey: 'EventName', AttributeValue: operation })

/** Pages of events since a moment, the newest first. The last item is a failure if not all could be read. */
export async function* eventPages(
  client: PlaceClient,
  by: LookupAttribute,
  since: Instant,
  maxPages: number,
): AsyncGenerator<TimedAnswer<FoundEvents>> {
  const trail = await client.clients.cloudtrail()
  const query = { LookupAttributes: [by], StartTime: new Date(since), MaxResults: 50 }
  const send = (token: string | undefined) => trail.send(new LookupEventsCommand({ ...query, ...tokenBy(token) }))
  yield* client.pages('cloudtrail:LookupEvents', { id: by.AttributeValue ?? '', maxPages, send, read: foundEvents })
}

/** The time of the oldest event of a page, or the given one if none is older. */
export const oldestIn = ({ events }: FoundEvents, before: Instant): Instant =>
  events.reduce((oldest, event) => Math.min(oldest, event.EventTime?.getTime() ?? oldest), before)
