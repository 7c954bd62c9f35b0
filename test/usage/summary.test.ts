import { expect, test } from 'vitest'
import { DISPOSITIONS } from '../../src/model/usage.ts'
import { summarizeKeys } from '../../src/usage/summary.ts'
import { aKey, anUnreadableKey } from './samples.ts'

test('summary: every disposition has its count, and they add up to the keys', () => {
  const { keys, pending_deletion, unreadable, ...counts } = summarizeKeys(
    DISPOSITIONS.map(disposition => ({ key: aKey(), disposition })),
  )
  expect(counts).toEqual({ in_use: 1, stale: 1, never: 1, silent: 1, new: 1, unknown: 1 })
  expect([keys, pending_deletion, unreadable]).toEqual([6, 0, 0])
})

test('summary: pending deletion and unreadable keys are counted beside their disposition', () => {
  expect(
    summarizeKeys([
      { key: aKey({ state: 'PendingDeletion' }), disposition: 'silent' },
      { key: aKey({ state: 'PendingReplicaDeletion' }), disposition: 'silent' },
      { key: aKey({ state: 'Disabled' }), disposition: 'silent' },
      { key: anUnreadableKey(), disposition: 'in_use' },
    ]),
  ).toMatchObject({ keys: 4, silent: 3, in_use: 1, pending_deletion: 2, unreadable: 1 })
})
