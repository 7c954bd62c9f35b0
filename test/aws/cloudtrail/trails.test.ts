import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type GetEventSelectorsCommandOutput,
} from '@aws-sdk/client-cloudtrail'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PlaceClient } from '../../../src/aws/session/place-client.ts'
import { listTrails, readTrail } from '../../../src/aws/cloudtrail/trails.ts'
import type { TrailRecord } from '../../../src/model/report/report.ts'
import { aPlace, denied, finished } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const cloudtrail = mockedClient(CloudTrailClient)
beforeEach(() => {
  vi.useFakeTimers()
  cloudtrail.reset()
  cloudtrail.on(DescribeTrailsCommand).resolves({ trailList: [TRAIL] })
  cloudtrail.on(GetTrailStatusCommand).resolves({ IsLogging: true })
  cloudtrail
    .on(GetEventSelectorsCommand)
    .resolves({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] })
})
afterEach(() => void vi.useRealTimers())

const TRAIL = {
  Name: 'audit',
  TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
  HomeRegion: 'eu-west-1',
  IsMultiRegionTrail: true,
}
/** All that there is to know of the only trail. */
async function theTrail(client: PlaceClient): Promise<TrailRecord> {
  const listed = await listTrails(client)
  if (!listed.known || listed.value[0] === undefined) throw new Error('no trail was listed')
  return readTrail(client, listed.value[0])
}

const READS = 'only read events: deletions and policy changes are missing'
const WRITES = 'only write events: every use of a key is a read event'
const NONE = 'no selector for management events'
const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] }
const advanced = (...fields: object[]) => ({
  AdvancedEventSelectors: [{ FieldSelectors: [MANAGEMENT, ...fields] as never }],
})

test.each<[string, Partial<GetEventSelectorsCommandOutput>, string[]]>([
  ['all events', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }, []],
  ['write events only', { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }, [WRITES]],
  ['read events only', { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }, [READS]],
  [
    'reads by one selector, writes by another',
    {
      EventSelectors: [
        { ReadWriteType: 'ReadOnly', IncludeManagementEvents: true },
        { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true },
      ],
    },
    [],
  ],
  [
    'all but KMS',
    { EventSelectors: [{ IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
    ['KMS events are excluded'],
  ],
  ['data events only', { EventSelectors: [{ IncludeManagementEvents: false }] }, [NONE]],
  ['nothing', { EventSelectors: [] }, [NONE]],
  ['all, by an advanced selector', advanced(), []],
  [
    'all but KMS, by an advanced selector',
    advanced({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
    ['KMS events are excluded'],
  ],
  ['writes, by an advanced selector', advanced({ Field: 'readOnly', Equals: ['false'] }), [WRITES]],
])('trails: a trail that keeps %s says what it hides of KMS', async (_, selectors, hides) => {
  cloudtrail.on(GetEventSelectorsCommand).resolves(selectors)
  const trail = await finished(theTrail(aPlace().client))
  expect(trail).toMatchObject({ name: 'audit', multi_region: true, logging: true, hides_kms: hides })
})

test.each([
  ['its list', {}],
  ['whether a trail is for all Regions', { trailList: [{ ...TRAIL, IsMultiRegionTrail: undefined }] }],
  ['the ARN of a trail', { trailList: [{ ...TRAIL, TrailARN: undefined }] }],
])('trails: DescribeTrails without %s is malformed, never an account without a trail', async (_, answer) => {
  cloudtrail.on(DescribeTrailsCommand).resolves(answer as never)
  expect(await finished(listTrails(aPlace().client))).toMatchObject({ known: false, reason: 'malformed' })
})

test('trails: what could not be read of a trail is unknown, with a gap for each', async () => {
  cloudtrail.on(GetTrailStatusCommand).resolves({})
  cloudtrail.on(GetEventSelectorsCommand).rejects(denied.byIdentityPolicy())
  const place = aPlace()
  expect(await finished(theTrail(place.client))).toMatchObject({ logging: null, hides_kms: null })
  expect(place.said()).toEqual(['cloudtrail:GetTrailStatus malformed', 'cloudtrail:GetEventSelectors denied'])
})

test('trails: selectors of neither kind are unknown, not none', async () => {
  cloudtrail.on(GetEventSelectorsCommand).resolves({})
  const place = aPlace()
  expect(await finished(theTrail(place.client))).toMatchObject({ hides_kms: null })
  expect(place.said()).toEqual(['cloudtrail:GetEventSelectors malformed'])
})
