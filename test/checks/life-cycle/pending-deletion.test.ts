import { expect, test } from 'vitest'
import pendingDeletion from '../../../src/checks/life-cycle/pending-deletion.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]
const aws = { key_manager: 'AWS' }

const leaving = { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T14:30:22Z' }

test.each<Row>([
  ['a key scheduled for deletion fails', leaving, 'fail high'],
  ['an unused key fails with low severity', { ...leaving, disposition: 'stale' }, 'fail low'],
  ['a primary that waits for its replicas fails', { key_state: 'PendingReplicaDeletion' }, 'fail high'],
  ['an enabled key passes', {}, 'pass'],
  ['AWS managed keys are not applicable', aws, 'not_applicable'],
])('pending-deletion: %s', (_, key, expected) => expect(outcome(judgeKey(pendingDeletion, key))).toBe(expected))

test('pending-deletion: the detail counts the days left', () => {
  expect(judgeKey(pendingDeletion, leaving).detail).toBe('The key will be deleted on 2026-12-01, in 11 days.')
})
