import { describe, expect, test } from 'vitest'
import type { Disposition } from '../../src/model/usage.ts'
import { isUnused, potentialSavings } from '../../src/model/report/unused.ts'
import { aRecord, anUnreadableRecord } from './a-report.ts'

const price = { key: 3, basis: 'with_rotations', requests: null } as const

test.each<[Disposition, boolean, number | null]>([
  ['in_use', false, 0],
  ['stale', true, 3],
  ['never', true, 3],
  ['silent', true, 3],
  ['new', false, 0],
  ['unknown', false, null],
])('unused: whether a key that is %s counts as unused', (disposition, unused, savings) => {
  const key = aRecord({ disposition, cost: price })
  expect(isUnused(key)).toBe(unused)
  expect(potentialSavings(key)).toBe(savings)
})

describe('unused exceptions', () => {
  test.each([
    ['that AWS manages saves nothing', aRecord({ key_manager: 'AWS' }), false, 0],
    ['that is pending deletion saves nothing more', aRecord({ key_state: 'PendingDeletion' }), false, 0],
    ['whose replicas go first saves nothing more', aRecord({ key_state: 'PendingReplicaDeletion' }), false, 0],
    ['that is disabled is paid for', aRecord({ enabled: false, key_state: 'Disabled' }), true, 3],
    ['that cannot be read may be anything', anUnreadableRecord(), false, null],
    ['of ours that cannot be read may be as well', anUnreadableRecord({ key_manager: 'CUSTOMER' }), false, null],
    ['that cannot be read but is AWS managed is free', anUnreadableRecord({ key_manager: 'AWS' }), false, 0],
    ['of unknown price saves who knows what', aRecord({ cost: { ...price, key: null } }), true, null],
  ])('unused: %s', (_, record, unused, savings) => {
    const key = { ...record, disposition: 'silent' as const, cost: record.cost.key === null ? record.cost : price }
    expect(isUnused(key)).toBe(unused)
    expect(potentialSavings(key)).toBe(savings)
  })
})
