import { expect, test } from 'vitest'
import { CHANGEABLE } from '../../../src/advice/shared/changeable.ts'
import { dependents } from '../../../src/dependents/index.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aKeyRecord, adviceOn, aQueue, ofKind } from '../a-report.ts'

const rotated = (number: number, price: number, parts: Partial<KeyRecord> = {}): KeyRecord =>
  aKeyRecord(number, { key_spec: null, cost: { key: price, basis: 'with_rotations', requests: 0 }, ...parts })

const surcharge = (...keys: KeyRecord[]) => ofKind(adviceOn(keys), 'past-rotations')

test('past-rotations: what the rotations of replaceable keys cost, and which keys are left out', () => {
  const disk = aQueue('vol-0abc', { type: 'ebs-volume' })
  const [advice, ...others] = surcharge(
    rotated(1, 3, { grants_total: 1 }),
    rotated(2, 2, { dependents: [disk] }),
    rotated(3, 3),
  )
  expect(others).toEqual([])
  expect(advice).toMatchObject({ status: 'suggested', monthly_savings: 2, key_arns: [rotated(3, 3).key_arn] })
  expect(advice?.claims[0]).toMatchObject({ formula: 'price - base_price', inputs: { price: 3, base_price: 1 } })
  expect(advice?.summary).toContain('cost $5.00 a month more')
  expect(advice?.limits.at(-1)).toContain('alias/key-2 (ebs-volume vol-0abc cannot change the key)')
})

test('past-rotations: blocked if something forbids to replace each of the keys', () => {
  const [advice] = surcharge(rotated(1, 2, { grants_total: 1 }))
  expect(advice).toMatchObject({ status: 'blocked', monthly_savings: null })
  expect(advice?.reason).toBe('Another key cannot take their place: alias/key-1 (it has 1 grant).')
})

test.each<[string, Partial<KeyRecord>, string]>([
  ['no resource was found', { dependents: [] }, 'no resource was found'],
  ['the grants were not read', { grants: null }, 'the grants were not read'],
  [
    'a type could not be read',
    { dependents_gaps: [{ type: 'lambda-function', reason: 'denied', message: 'denied' }] },
    'lambda-function could not be read',
  ],
])('past-rotations: not known, and not blocked, if %s', (_what, parts, reason) => {
  const [advice] = surcharge(rotated(1, 2, parts), rotated(2, 2, { grants_total: 1 }))
  expect(advice).toMatchObject({ status: 'unknown', monthly_savings: null, claims: [] })
  expect(advice?.reason).toContain(`alias/key-1 (${reason}`)
})

test('past-rotations: nothing for keys that cost their base price, or whose rotations are not known', () => {
  expect(surcharge(rotated(1, 1))).toEqual([])
  expect(surcharge(rotated(1, 2, { cost: { key: 2, basis: 'base', requests: 0 } }))).toEqual([])
})

test('past-rotations: every type that can change its key is a known type', () => {
  expect(CHANGEABLE.filter(type => !Object.hasOwn(dependents, type))).toEqual([])
})
