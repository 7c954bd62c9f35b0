import { expect, test } from 'vitest'
import { readRecords } from '../../../src/archives/records/read-records.ts'
import { DECRYPT, EXPECTED_ACCOUNT } from '../expected/expected-records.ts'

const read = (record: unknown) => readRecords([record], { account: EXPECTED_ACCOUNT, region: 'us-east-1' })
const decrypt = (more: Record<string, unknown>) => DECRYPT('ab', '05T10:00:00', 'e1', more)

test.each<[what: string, record: unknown, why: string]>([
  ['null', null, 'a record is not an object'],
  ['a list', [decrypt({})], 'a record is not an object'],
  ['a text', 'Decrypt', 'a record is not an object'],
  ['a record without a service', decrypt({ eventSource: undefined }), 'event e1 does not name a service'],
  ['a service that is a number', decrypt({ eventSource: 7 }), 'event e1 does not name a service'],
  [
    'a service that is similar to KMS',
    decrypt({ eventSource: 'KMS.amazonaws.com.cn' }),
    'event e1 has an unknown service, KMS.amazonaws.com.cn',
  ],
  ['a record without a name', decrypt({ eventName: null }), 'event e1 has no name'],
  ['an operation that is newer', decrypt({ eventName: 'Blend' }), 'event e1 has an unknown operation, Blend'],
  ['an error code that is a number', decrypt({ errorCode: 5 }), 'event e1 has an error code that is not a string'],
  [
    'a dry run that is a text',
    decrypt({ requestParameters: { dryRun: 'yes' } }),
    'event e1 does not say whether it is a dry run',
  ],
  ['a use without a time', decrypt({ eventTime: undefined }), 'event e1 has no time'],
  ['a use at a time of another form', decrypt({ eventTime: '5 March 2024' }), 'event e1 has no time'],
  ['a use on a day that does not exist', decrypt({ eventTime: '2024-13-05T10:00:00Z' }), 'event e1 has no time'],
  ['a use without resources', decrypt({ resources: null }), 'event e1 names no key by its ARN'],
  ['a use of an alias', decrypt({ resources: [{ ARN: 'alias/x' }] }), 'event e1 names no key by its ARN'],
  ['a use whose resources are texts', decrypt({ resources: ['x'] }), 'event e1 names no key by its ARN'],
  ['a record without an id', decrypt({ eventID: undefined, resources: [] }), 'event ? names no key by its ARN'],
  [
    'a change of a trail without a time',
    decrypt({ eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', eventTime: null }),
    'event e1 has no time',
  ],
])('odd records: %s may be a use and is counted', (_, record, why) => {
  expect(read(record)).toMatchObject({ facts: [], changes: [], records: 1, odd: 1, why })
})

test.each<[what: string, more: Record<string, unknown>]>([
  ['an unknown operation that failed', { eventName: 'Blend', errorCode: 'AccessDenied' }],
  ['a denied use that names no key', { errorCode: 'AccessDenied', resources: null }],
  ['a change of a key that failed', { eventName: 'DisableKey', errorCode: 'AccessDenied' }],
  ['a change that names no key', { eventName: 'CreateAlias', resources: null }],
  ['a call that only reads', { eventName: 'DescribeKey', resources: null, eventTime: null }],
  ['a random number', { eventName: 'GenerateRandom', resources: null }],
  ['another service', { eventSource: 's3.amazonaws.com', eventName: 7, eventTime: null }],
])('odd records: %s is none', (_, more) => {
  expect(read(decrypt(more))).toMatchObject({ facts: [], odd: 0, why: null })
})

test('odd records: they do not keep others from being read, and the first one is described', () => {
  const place = { account: EXPECTED_ACCOUNT, region: 'us-east-1' }
  const { facts, odd, why } = readRecords([null, decrypt({}), decrypt({ eventName: 'Blend' })], place)
  expect(facts).toHaveLength(1)
  expect({ odd, why }).toEqual({ odd: 2, why: 'a record is not an object' })
})

test('identities: two records without ids are two events, and one of them twice is one', () => {
  const nameless = decrypt({ eventID: undefined })
  const place = { account: EXPECTED_ACCOUNT, region: 'us-east-1' }
  const [fact] = readRecords([nameless, nameless, { ...nameless, requestID: 'r2' }], place).facts
  expect(fact).toMatchObject({ event: null, ids: expect.stringMatching(/^[0-9a-f]{24}$/) })
})

test('identities: of a UUID, the first twelve digits', () => {
  const [fact] = read(decrypt({ eventID: '1234ABCD-12ab-34cd-56ef-1234567890ab' })).facts
  expect(fact?.ids).toBe('1234abcd12ab')
})

test('encryption contexts: up to three different ones, of texts alone', () => {
  const contexts = ['a', 'b', 'a', 'c', 'd'].map(purpose => ({ purpose }))
  const records = [...contexts, { number: 7 }, {}].map((encryptionContext, at) =>
    decrypt({ eventID: `e${at}`, requestParameters: { encryptionContext } }),
  )
  const [fact] = readRecords(records, { account: EXPECTED_ACCOUNT, region: 'us-east-1' }).facts
  expect(fact?.contexts).toEqual([{ purpose: 'a' }, { purpose: 'b' }, { purpose: 'c' }])
})
