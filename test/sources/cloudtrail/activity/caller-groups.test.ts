import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupCallers } from '../../../../src/sources/cloudtrail/activity/caller-groups.ts'
import type { KeyEvent } from '../../../../src/sources/cloudtrail/activity/key-event.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const CALLER = {
  principal: null,
  principal_type: null,
  principal_id: null,
  principal_account: '111122223333',
  session_name: null,
  issuer: null,
  service: null,
  source_address: null,
  user_agent: null,
}

const event = (caller: Partial<KeyEvent['caller']>, more: Partial<KeyEvent> = {}): KeyEvent => ({
  kind: 'use',
  id: null,
  at: NOW,
  operation: 'Decrypt',
  caller: { ...CALLER, ...caller },
  error: null,
  encryptionContext: null,
  parameters: {},
  ...more,
})

const ROLE = 'arn:aws:iam::111122223333:role/app'

test('callers: the sessions of a role are one caller, and its calls through a service another', () => {
  const groups = groupCallers([
    event({ issuer: ROLE, session_name: 'a' }),
    event({ issuer: ROLE, session_name: 'b' }, { operation: 'Encrypt' }),
    event({ issuer: ROLE, session_name: 'a', service: 's3.amazonaws.com' }, { error: 'DisabledException' }),
  ])
  expect(groups).toMatchObject([
    { principal: ROLE, service: null, operations: { Decrypt: 1, Encrypt: 1 }, errors: {}, sessions: ['a', 'b'] },
    {
      principal: ROLE,
      service: 's3.amazonaws.com',
      operations: {},
      errors: { DisabledException: 1 },
      failures: [{ operation: 'Decrypt', error: 'DisabledException', calls: 1 }],
    },
  ])
})

test('callers: sessions of a role of another account are one caller', () => {
  const groups = groupCallers([
    event({ principal_id: 'AROAEXAMPLE:one', principal_account: '444455556666' }),
    event({ principal_id: 'AROAEXAMPLE:two', principal_account: '444455556666' }),
  ])
  expect(groups).toMatchObject([{ principal: 'AROAEXAMPLE', principal_account: '444455556666' }])
})

test('callers: every call is counted once, and its time lies within its group', () => {
  const random = fc.record({
    issuer: fc.constantFrom(null, ROLE, `${ROLE}2`),
    service: fc.constantFrom(null, 's3.amazonaws.com'),
    at: fc.integer({ min: 0, max: 1000 }),
    error: fc.constantFrom(null, 'AccessDenied'),
    operation: fc.constantFrom('Decrypt', 'Encrypt'),
  })
  fc.assert(
    fc.property(fc.array(random), all => {
      const groups = groupCallers(
        all.map(({ issuer, service, at, error, operation }) =>
          event({ issuer, service }, { at: NOW + at * 1000, error, operation }),
        ),
      )
      const counts = groups.map(({ operations, errors }) =>
        [...Object.values(operations), ...Object.values(errors)].reduce((sum, count) => sum + count, 0),
      )
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length)
      expect(counts).toEqual(counts.toSorted((a, b) => b - a))
      for (const { first_at, last_at } of groups) expect(first_at <= last_at).toBe(true)
    }),
  )
})
