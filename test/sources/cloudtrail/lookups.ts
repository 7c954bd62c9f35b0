import type { Event, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { mockClient, type AwsClientStub } from 'aws-sdk-client-mock'
import { afterEach, beforeEach, vi } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import source from '../../../src/sources/cloudtrail/cloudtrail.ts'
import type { Effort } from '../../../src/sources/source.ts'
import { aPlace, arn, finished, id, NOW } from '../../aws/a-place.ts'

/** The mocked client, anew for each test. */
export let trail: AwsClientStub<CloudTrailClient>

/** Mocks CloudTrail and the clock for every test of a file. */
export function mockCloudTrail(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    trail = mockClient(CloudTrailClient)
  })
  afterEach(() => {
    trail.restore()
    vi.useRealTimers()
  })
}

export const HORIZON = NOW - 90 * DAY + HOUR

export const UNTIL = NOW - 15 * MINUTE

export const silence = { kind: 'not-seen', since: HORIZON, until: UNTIL }

export const keyOf = (number: number) => ({
  id: id(number),
  arn: arn(number),
  spec: null,
  usage: null,
  manager: 'CUSTOMER',
})

/** An event of key 1 as LookupEvents tells it; `record` changes what stands inside. */
export function event(EventName: string, ago: number, record: object | string = {}, key = 1): Event {
  const EventTime = new Date(NOW - ago)
  const inside = {
    eventName: EventName,
    eventTime: EventTime.toISOString(),
    eventID: `${EventName}-${ago}`,
    resources: [{ ARN: arn(key), type: 'AWS::KMS::Key' }],
    ...(typeof record === 'object' ? record : {}),
  }
  return {
    EventName,
    EventTime,
    EventId: `${EventName}-${ago}`,
    Resources: [{ ResourceType: 'AWS::KMS::Key', ResourceName: arn(key) }],
    CloudTrailEvent: typeof record === 'string' ? record : JSON.stringify(inside),
  }
}

export type Page = { Events?: Event[]; NextToken?: string; $metadata?: object } | Error

export const byArn = (input: LookupEventsCommandInput): string | undefined =>
  input.LookupAttributes?.find(({ AttributeKey }) => AttributeKey === 'ResourceName')?.AttributeValue

/**
 * Answers for a key's events page by page, then empty ones; `control` for the lookup by name, and what the lookup of
 * its event by ARN finds.
 */
export function history(
  pages: readonly Page[],
  control: { byName?: Page; by?: (asked: string) => Page; byArn?: Page } = {},
): void {
  const left = new Map<string, Page[]>()
  trail.on(LookupEventsCommand).callsFake((input: LookupEventsCommandInput) => {
    const answer = answerTo(input)
    if (answer instanceof Error) throw answer
    return answer
  })
  function answerTo(input: LookupEventsCommandInput): Page {
    const asked = byArn(input)
    const way = input.LookupAttributes?.[0]?.AttributeValue ?? ''
    if (asked === undefined) return control.by?.(way) ?? control.byName ?? { Events: [] }
    if (input.EndTime !== undefined) return control.byArn ?? { Events: [] }
    if (!left.has(asked)) left.set(asked, [...pages])
    return left.get(asked)?.shift() ?? { Events: [] }
  }
}

export const inputs = () => trail.commandCalls(LookupEventsCommand).map(({ args: [{ input }] }) => input)

export async function look(effort: Effort = 'full', maxPages = 40, number = 1) {
  const place = aPlace()
  const reader = source.open(place.client, { maxPages })
  const { answered, ...answer } = await finished(reader.look(keyOf(number), effort))
  return { answer, answered, sighting: answer.sighting, said: place.said(), gaps: place.gaps.all, place, reader }
}

export const noise = (page: number): Page => ({
  Events: [event('DescribeKey', page * DAY)],
  NextToken: `token ${page}`,
})
