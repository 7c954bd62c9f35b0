import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { KEYS_EXPRESSION, recordedKey } from '../../../src/aws/config/recorded-keys.ts'
import { Malformed } from '../../../src/aws/answers/shape.ts'
import { recordedKey as simulated } from '../../../src/simulation/world/recorded-key.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { randomRuns } from '../../random-runs.ts'
import { id, NOW } from '../a-place.ts'

const ACCOUNT = '111122223333'
const where = { account: ACCOUNT, region: 'eu-west-1', at: NOW - 1000 }
const read = (record: unknown) => recordedKey(JSON.stringify(record), 'Results[]', NOW)
const aRecord = (rest: Partial<SimKey> = {}) =>
  simulated(simKey({ id: id(1), ...rest }), where) as Record<string, unknown> & { configuration: object }
const withConfiguration = (change: object) => {
  const record = aRecord()
  return { ...record, configuration: { ...record.configuration, ...change } }
}

test('recorded keys: the query is within the limits of AWS Config, and tests no missing value', () => {
  expect(KEYS_EXPRESSION.length).toBeLessThanOrEqual(4096)
  expect(KEYS_EXPRESSION).toMatch(/^SELECT [\w., ]+ WHERE resourceType = 'AWS::KMS::Key'$/)
})

test('recorded keys: a multi-Region key has its family, and imported material its end', () => {
  const primary = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1234abcd12ab34cd56ef1234567890ab`
  const replica = primary.replace('eu-west-1', 'us-east-1')
  const multiRegion = { type: 'PRIMARY', primary, replicas: [replica] } as const
  const key = aRecord({
    id: 'mrk-1234abcd12ab34cd56ef1234567890ab',
    multiRegion,
    origin: 'EXTERNAL',
    validTo: NOW + 5000,
  })
  expect(read(key).described).toMatchObject({
    multiRegion: { type: 'PRIMARY', primaryArn: primary, replicaArns: [replica] },
    validTo: NOW + 5000,
  })
})

test.each<[string, object, object]>([
  ['the spec by its old name', { keySpec: undefined }, { spec: 'SYMMETRIC_DEFAULT' }],
  ['a creation in the future', { creationDate: '2027-01-01T00:00:00Z' }, { createdAt: null }],
  ['a creation that is no date', { creationDate: 'yesterday' }, { createdAt: null }],
  ['a creation in milliseconds', { creationDate: NOW - 5000 }, { createdAt: NOW - 5000 }],
  ['no usage', { keyUsage: undefined }, { usage: '' }],
  ['a family that it does not name', { multiRegion: true }, { multiRegion: null }],
])('recorded keys: a record with %s is a key', (_, change, described) => {
  expect(read(withConfiguration(change)).described).toMatchObject(described)
})

test.each([
  ['no state', { keyState: null }],
  ['no manager', { keyManager: '' }],
  ['no spec', { keySpec: null, customerMasterKeySpec: null }],
  ['a flag that is a text', { enabled: 'yes' }],
])('recorded keys: a record with %s does not describe its key', (_, change) => {
  expect(read(withConfiguration(change)).described).toBeNull()
})

test.each([
  ['another account', { accountId: '444455556666' }],
  ['another Region', { awsRegion: 'us-east-1' }],
  ['no ARN', { arn: null }],
  ['the ARN of an alias', { arn: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/orders` }],
  ['an account that is a name', { accountId: 'prod' }],
])('recorded keys: a record with %s is malformed', (_, change) => {
  expect(() => read({ ...aRecord(), ...change })).toThrow(Malformed)
})

test('recorded keys: tags that are empty or odd are not known, rather than none', () => {
  expect(read(aRecord({ tags: { team: 'shop' } })).tags).toEqual([{ TagKey: 'team', TagValue: 'shop' }])
  expect(read(aRecord()).tags).toBeNull()
  expect(read({ ...aRecord(), tags: [{ key: 'team' }] }).tags).toBeNull()
})

test('recorded keys: whatever a record holds, it is a key of the place that it names, or malformed', () => {
  const fields = fc.dictionary(fc.constantFrom(...Object.keys(aRecord()), 'other'), fc.jsonValue())
  const configuration = fc.dictionary(fc.constantFrom(...Object.keys(aRecord().configuration)), fc.jsonValue())
  fc.assert(
    fc.property(fields, configuration, fc.boolean(), (change, inside, isWhole) => {
      const record = isWhole ? withConfiguration(inside) : { ...aRecord(), ...change }
      try {
        const { place, listed, described, recordedAt } = read(record)
        expect(listed.arn).toContain(`:${place.region}:${place.account}:key/${listed.id}`)
        expect(described === null || (described.state !== '' && described.manager !== '')).toBe(true)
        expect((recordedAt ?? 0) <= NOW + 300_000).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(Malformed)
      }
    }),
    { numRuns: randomRuns(300) },
  )
})
