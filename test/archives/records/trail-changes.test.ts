import { expect, test } from 'vitest'
import { readRecords } from '../../../src/archives/records/read-records.ts'
import { DECRYPT, EXPECTED_ACCOUNT } from '../expected/expected-records.ts'

const NAME = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/years'

const read = (eventName: string, requestParameters: unknown, more: Record<string, unknown> = {}) =>
  readRecords(
    [
      DECRYPT('ab', '05T10:00:00', 'e1', {
        eventSource: 'cloudtrail.amazonaws.com',
        eventName,
        requestParameters,
        readOnly: false,
        ...more,
      }),
    ],
    { account: EXPECTED_ACCOUNT, region: 'us-east-1' },
  ).changes

const basic = (selector: Record<string, unknown>) => ({
  trailName: 'years',
  eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [], ...selector }],
})
const advanced = (...fieldSelectors: unknown[]) => ({
  trailName: 'years',
  advancedEventSelectors: [{ fieldSelectors }],
})
const MANAGEMENT = { field: 'eventCategory', equals: ['Management'] }

test.each<[what: string, operation: string, parameters: unknown, uses: boolean | null, regions: boolean | null]>([
  ['stopping', 'StopLogging', { name: NAME }, false, null],
  ['deleting', 'DeleteTrail', { name: NAME }, false, null],
  ['starting', 'StartLogging', { name: NAME }, null, null],
  ['creating', 'CreateTrail', { name: NAME, isMultiRegionTrail: true }, null, true],
  ['an update that does not mention Regions', 'UpdateTrail', { name: NAME }, null, null],
  ['an update to one Region', 'UpdateTrail', { name: NAME, isMultiRegionTrail: false }, null, false],
  ['selectors for all', 'PutEventSelectors', basic({}), true, null],
  ['selectors for reads', 'PutEventSelectors', basic({ readWriteType: 'ReadOnly' }), true, null],
  ['selectors for writes', 'PutEventSelectors', basic({ readWriteType: 'WriteOnly' }), false, null],
  [
    'selectors that exclude KMS',
    'PutEventSelectors',
    basic({ excludeManagementEventSources: ['kms.amazonaws.com'] }),
    false,
    null,
  ],
  ['selectors without management events', 'PutEventSelectors', basic({ includeManagementEvents: false }), false, null],
  ['advanced selectors for all', 'PutEventSelectors', advanced(MANAGEMENT), true, null],
  [
    'advanced selectors that exclude KMS',
    'PutEventSelectors',
    advanced(MANAGEMENT, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }),
    false,
    null,
  ],
  ['selectors of another shape', 'PutEventSelectors', { trailName: 'years', eventSelectors: 'all' }, null, null],
  ['selectors that are absent', 'PutEventSelectors', null, null, null],
])('changes of trails: %s', (_, operation, parameters, recordsUses, isMultiRegion) => {
  expect(read(operation, parameters)).toMatchObject([
    {
      at: Date.UTC(2024, 2, 5, 10),
      account: EXPECTED_ACCOUNT,
      region: 'us-east-1',
      operation,
      trail: parameters === null ? null : operation === 'PutEventSelectors' ? 'years' : NAME,
      recordsUses,
      isMultiRegion,
    },
  ])
})

test('changes of trails: the answer says what the request does not', () => {
  const [change] = read('UpdateTrail', { name: NAME }, { responseElements: { isMultiRegionTrail: true } })
  expect(change?.isMultiRegion).toBe(true)
})

test.each([
  ['a change that failed', 'StopLogging', { errorCode: 'AccessDenied' }],
  ['a call that changes nothing', 'DescribeTrails', {}],
  ['a change of an event data store', 'StopEventDataStoreIngestion', {}],
])('changes of trails: %s is none', (_, operation, more) => {
  expect(read(operation, { name: NAME }, more)).toEqual([])
})

test.each<[what: string, parameters: unknown, writes: boolean]>([
  ['all events', basic({}), true],
  ['write events alone', basic({ readWriteType: 'WriteOnly' }), true],
  ['read events alone', basic({ readWriteType: 'ReadOnly' }), false],
  ['all but KMS', basic({ excludeManagementEventSources: ['kms.amazonaws.com'] }), true],
  ['no management events', basic({ includeManagementEvents: false }), false],
  ['all, advanced', advanced(MANAGEMENT), true],
  ['all but KMS, advanced', advanced(MANAGEMENT, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }), true],
  [
    'all but CloudTrail',
    advanced(MANAGEMENT, { field: 'eventSource', notEquals: ['cloudtrail.amazonaws.com'] }),
    false,
  ],
  ['reads, advanced', advanced(MANAGEMENT, { field: 'readOnly', equals: ['true'] }), false],
  ['some names', advanced(MANAGEMENT, { field: 'eventName', equals: ['Decrypt'] }), false],
  ['an unknown shape', { trailName: 'years', eventSelectors: 'all' }, false],
])('changes of trails: later changes are recorded with selectors for %s', (_, parameters, recordsWrites) => {
  expect(read('PutEventSelectors', parameters)).toMatchObject([{ recordsWrites }])
})

test('changes of trails: selectors for some names leave it open whether uses of keys are recorded', () => {
  const names = advanced(MANAGEMENT, { field: 'eventName', notEquals: ['Decrypt'] })
  expect(read('PutEventSelectors', names)).toMatchObject([{ recordsUses: null }])
  const twoSelectors = {
    trailName: 'years',
    advancedEventSelectors: [
      { fieldSelectors: [MANAGEMENT] },
      {
        fieldSelectors: [
          { field: 'eventCategory', equals: ['Data'] },
          { field: 'resources.type', equals: ['AWS::S3::Object'] },
        ],
      },
    ],
  }
  expect(read('PutEventSelectors', twoSelectors)).toMatchObject([{ recordsUses: true, recordsWrites: true }])
})

test('changes of trails: the trail of an organization says so when it is created', () => {
  const created = { name: 'years', isMultiRegionTrail: true, isOrganizationTrail: true }
  expect(read('CreateTrail', created)).toMatchObject([{ isOrganization: true }])
  expect(read('CreateTrail', { name: 'years' })[0]).not.toHaveProperty('isOrganization')
})
