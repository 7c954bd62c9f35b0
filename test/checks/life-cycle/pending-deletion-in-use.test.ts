import { expect, test } from 'vitest'
import pendingDeletionInUse from '../../../src/checks/life-cycle/pending-deletion-in-use.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aUsage, cloudTrailEvidence, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const used = (at: string) => aUsage({ status: 'used', last_used_at: at, precision: 'second', source: 'kms' })
const OLD = used('2026-05-01T10:00:00Z')
const NOT_SEEN = aUsage({ status: 'not_observed', not_observed_since: '2026-04-23T00:00:00Z' })
const BLIND = aUsage({ evidence: [{ source: 'kms', status: 'unknown', why: 'Access denied' }] })
const aws = { key_manager: 'AWS' }

const leaving = { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T14:30:22Z' }

test.each<Row>([
  ['a use last week is critical', { ...leaving, usage: used('2026-11-13T00:00:00Z') }, 'fail critical'],
  [
    'a used primary that waits for its replicas is critical',
    { key_state: 'PendingReplicaDeletion', usage: used('2026-11-13T00:00:00Z') },
    'fail critical',
  ],
  [
    'a refused request is critical, however old the last use is',
    { ...leaving, usage: { ...OLD, evidence: [cloudTrailEvidence({ refused_at: '2026-11-18T00:00:00Z' })] } },
    'fail critical',
  ],
  ['an old use with complete records since passes', { ...leaving, usage: OLD }, 'pass'],
  ['an old use with incomplete records since is unknown', { ...leaving, usage: { ...OLD, at_least: true } }, 'unknown'],
  ['no use in a long time passes', { ...leaving, usage: NOT_SEEN }, 'pass'],
  [
    'records of one week are unknown',
    { ...leaving, usage: aUsage({ status: 'not_observed', not_observed_since: '2026-11-13T00:00:00Z' }) },
    'unknown',
  ],
  ['a key that was never used passes', { ...leaving, usage: aUsage({ status: 'never' }) }, 'pass'],
  ['a key whose last use is unknown is unknown', { ...leaving, usage: BLIND }, 'unknown'],
  ['an enabled key passes, used or not', {}, 'pass'],
  ['AWS managed keys are not applicable', { ...leaving, ...aws }, 'not_applicable'],
])('pending-deletion-in-use: %s', (_, key, expected) =>
  expect(outcome(judgeKey(pendingDeletionInUse, key))).toBe(expected),
)

test('pending-deletion-in-use: the days are the unused_days of the report', () => {
  const key = { ...leaving, usage: used('2026-09-20T00:00:00Z') }
  expect(outcome(judgeKey(pendingDeletionInUse, key))).toBe('fail critical')
  expect(outcome(judgeKey(pendingDeletionInUse, key, { unused_days: 30 }))).toBe('pass')
})

test('pending-deletion-in-use: the remedy cancels the deletion and enables the key', () => {
  const { remedy, detail } = judgeKey(pendingDeletionInUse, { ...leaving, usage: used('2026-11-13T00:00:00Z') })
  expect(remedy).toMatch(/^aws kms cancel-key-deletion .* && aws kms enable-key /)
  expect(detail).toBe(
    'The key was last used on 2026-11-13, 7 days ago. The key will be deleted on 2026-12-01, in 11 days.',
  )
})
