import { expect, test } from 'vitest'
import grantDuplicate from '../../../src/checks/grants/grant-duplicate.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })
const retiring = (name: string) => ({ retiring_principal: `arn:aws:iam::111122223333:role/${name}` })

test('grant-duplicate: grants of a service for its resources pass', () => {
  const service = { grantee_principal: 'mq.amazonaws.com', constraints: null }
  expect(outcome(judgeKey(grantDuplicate, granted(service, { ...service, grant_id: 'g-2' })))).toBe('pass')
})

const both = { encryption_context_subset: { a: '1', b: '2' } }
const turned = { encryption_context_subset: { b: '2', a: '1' } }
test.each<Row>([
  ['two equal grants fail', granted({}, { grant_id: 'g-2' }), 'fail low'],
  [
    'operations and constraints in another order fail',
    granted(
      { operations: ['Encrypt', 'Decrypt'], constraints: both },
      { operations: ['Decrypt', 'Encrypt'], constraints: turned },
    ),
    'fail low',
  ],
  ['another operation passes', granted({}, { operations: ['Decrypt'] }), 'pass'],
  [
    'equal unknown operations in another order fail',
    granted({ operations: ['Melt', 'Decrypt', 'Boil'] }, { operations: ['Boil', 'Melt', 'Decrypt'] }),
    'fail low',
  ],
  [
    'an additional unknown operation passes',
    granted({ operations: ['Decrypt'] }, { operations: ['Decrypt', 'Melt'] }),
    'pass',
  ],
  [
    'another encryption context passes',
    granted({}, { constraints: { encryption_context_subset: { order: '8' } } }),
    'pass',
  ],
  [
    'EncryptionContextEquals and EncryptionContextSubset differ',
    granted({ constraints: both }, { constraints: { encryption_context_equals: both.encryption_context_subset } }),
    'pass',
  ],
  ['another grantee passes', granted({}, { grantee_principal: 'arn:aws:iam::111122223333:role/other' }), 'pass'],
])('grant-duplicate: %s', (_, key, expected) => expect(outcome(judgeKey(grantDuplicate, key))).toBe(expected))

test.each<Row>([
  ['another retiring principal passes', granted(retiring('one'), { grant_id: 'g-2', ...retiring('other') }), 'pass'],
  ['one grant without a retiring principal passes', granted(retiring('one'), { grant_id: 'g-2' }), 'pass'],
  ['the same retiring principal fails', granted(retiring('one'), { grant_id: 'g-2', ...retiring('one') }), 'fail low'],
  [
    'another issuing account passes, because it can retire the grant',
    granted({}, { grant_id: 'g-2', issuing_account: 'arn:aws:iam::444455556666:root' }),
    'pass',
  ],
])('grant-duplicate: %s', (_, key, expected) => expect(outcome(judgeKey(grantDuplicate, key))).toBe(expected))

const [old, middle, late] = ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00.500Z']
test.each<[what: string, made: (string | null)[], revoked: string[]]>([
  ['oldest first', [old, middle, late], ['g-2', 'g-3']],
  ['newest first', [late, middle, old], ['g-1', 'g-2']],
  ['in any order', [middle, old, late], ['g-1', 'g-3']],
  ['at the same time', [old, old], ['g-2']],
  ['at unknown times', [null, null], ['g-2']],
  ['with one unknown time', [null, old], ['g-2']],
])('grant-duplicate: the oldest grant stays, listed %s', (_, made, revoked) => {
  const grants = made.map((created_at, index) => ({ grant_id: `g-${index + 1}`, created_at }))
  const { detail, remedy } = judgeKey(grantDuplicate, granted(...grants))
  expect([...remedy.matchAll(/--grant-id (\S+)/g)].map(([, id]) => id).toSorted()).toEqual(revoked)
  expect(detail).toMatch(
    /^(?:1 of .*\) repeats|[2-9] of .*\) repeat) another grant with the same operations, constraints and retiring principal\.$/,
  )
})
