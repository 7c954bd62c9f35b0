import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aKeyRecord, adviceOn, aQueue, ofKind } from '../a-report.ts'

const consolidated = (...keys: KeyRecord[]) => ofKind(adviceOn(keys), 'consolidate-keys')

test('consolidate-keys: one of three equal keys stays, and the others save their price', () => {
  const busiest = aKeyRecord(2, { dependents: [aQueue('a'), aQueue('b')] })
  const [advice, ...others] = consolidated(aKeyRecord(1), busiest, aKeyRecord(3))
  expect(others).toEqual([])
  expect(advice).toMatchObject({ status: 'suggested', monthly_savings: 2, resource: { id: busiest.key_id } })
  expect(advice?.claims.map(({ arn }) => arn)).toEqual([aKeyRecord(1).key_arn, aKeyRecord(3).key_arn])
})

test.each<[string, Partial<KeyRecord>, string]>([
  ['has a grant', { grants_total: 1 }, 'it has 1 grant'],
  [
    'is used by a resource that cannot change it',
    { dependents: [aQueue('queue-1'), aQueue('field', { role: 'performance insights' })] },
    'sqs-queue field cannot change the key',
  ],
  ['is a multi-Region key', { multi_region: true }, 'it is a multi-Region key'],
])('consolidate-keys: blocked if one of two keys %s', (_, parts, why) => {
  const [advice] = consolidated(aKeyRecord(1, parts), aKeyRecord(2))
  expect(advice).toMatchObject({ status: 'blocked', monthly_savings: null, claims: [] })
  expect(advice?.reason).toContain(`alias/key-1: ${why}`)
})

test.each<[string, unknown]>([
  ['another account', { AWS: 'arn:aws:iam::444455556666:root' }],
  ['everyone', '*'],
  ['everyone in a list', { AWS: ['*'] }],
])('consolidate-keys: blocked if the key policies name %s', (_, Principal) => {
  const policy = { Statement: [{ Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*' }] }
  const [advice] = consolidated(aKeyRecord(1, { key_policy: policy }), aKeyRecord(2, { key_policy: policy }))
  expect(advice?.status).toBe('blocked')
  expect(advice?.reason).toContain('other accounts can use it')
})

test.each<[string, Partial<KeyRecord>]>([
  [
    'tags',
    {
      tags: [
        { TagKey: 'Environment', TagValue: 'production' },
        { TagKey: 'team', TagValue: 'shop' },
      ],
    },
  ],
  ['rotation', { key_rotation_enabled: true }],
  ['services', { dependents: [aQueue('topic', { type: 'sns-topic' })] }],
  ['policies', { key_policy: { Statement: [] } }],
  ['specs', { key_spec: 'HMAC_256' }],
  ['environments in their aliases', { aliases: ['alias/dev/orders'] }],
])('consolidate-keys: nothing for keys with different %s', (_, parts) => {
  expect(consolidated(aKeyRecord(1), aKeyRecord(2, parts))).toEqual([])
})

test('consolidate-keys: unknown without an environment, or if grants or resources could not be read', () => {
  const without = { tags: [] }
  expect(consolidated(aKeyRecord(1, without), aKeyRecord(2, without))[0]?.reason).toContain('environment')
  expect(consolidated(aKeyRecord(1, { grants: null }), aKeyRecord(2))[0]?.reason).toBe('The grants were not read.')
  const gap = { dependents_gaps: [{ type: 'sns-topic', reason: 'denied' as const, message: 'not allowed' }] }
  expect(consolidated(aKeyRecord(1, gap), aKeyRecord(2))[0]).toMatchObject({ status: 'unknown', claims: [] })
})

const anyKey = fc.record({
  account_id: fc.constantFrom('111122223333', '444455556666'),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  environment: fc.constantFrom('production', 'staging', 'dev'),
  price: fc.constantFrom(1, 2, 3),
  granted: fc.boolean(),
  disposition: fc.constantFrom('in_use' as const, 'stale' as const, 'unknown' as const),
})

test('consolidate-keys: never across accounts, Regions or environments, and no dollar of a key twice', () => {
  fc.assert(
    fc.property(fc.array(anyKey, { maxLength: 24 }), parts => {
      const keys = parts.map(({ account_id, region, environment, price, granted, disposition }, number) =>
        aKeyRecord(number, {
          account_id,
          region,
          disposition,
          tags: [{ TagKey: 'Environment', TagValue: environment }],
          cost: { key: price, basis: 'with_rotations', requests: 0 },
          grants_total: granted ? 1 : 0,
        }),
      )
      const whole = adviceOn(keys)
      for (const { key_arns: arns, claims } of ofKind(whole, 'consolidate-keys')) {
        const members = keys.filter(({ key_arn: arn }) => arns.includes(arn))
        const places = members.map(({ account_id, region, tags }) => JSON.stringify([account_id, region, tags]))
        expect(new Set(places).size).toBe(1)
        expect(members.length === 0 || claims.length < members.length).toBe(true)
        expect(claims.every(({ arn }) => keys.find(key => key.key_arn === arn)?.grants_total === 0)).toBe(true)
      }
      const claims = whole.advice.flatMap(one => one.claims)
      for (const { key_arn: arn, cost } of keys) {
        const advised = claims.filter(one => one.arn === arn).reduce((sum, { counted }) => sum + counted, 0)
        const unused = whole.unused_keys.some(one => one.key_arn === arn) ? cost.key : 0
        expect(advised + (unused ?? 0)).toBeLessThanOrEqual(cost.key ?? 0)
      }
    }),
  )
})
