import { expect, test } from 'vitest'
import { deletedKeys } from '../../src/history/trend/deleted-keys.ts'
import type { DeletionRecord } from '../../src/model/report/deletion.ts'

const PENDING: DeletionRecord = {
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: '1234abcd-12ab-34cd-56ef-1234567890ab',
  alias: 'alias/app',
  outcome: 'pending_deletion',
  seen_at: '2026-10-01T06:00:00Z',
  deletion_date: '2026-11-02T06:00:00Z',
  status: 'known',
  operation: 'ScheduleKeyDeletion',
  event_id: 'first',
  event_time: '2026-10-02T05:00:00Z',
  principal: 'arn:aws:iam::111122223333:user/admin',
}
const GONE: DeletionRecord = {
  account_id: PENDING.account_id,
  region: PENDING.region,
  key_id: PENDING.key_id,
  alias: null,
  outcome: 'gone',
  seen_at: '2026-11-01T06:00:00Z',
  deletion_date: null,
  status: 'unknown',
  why: 'CloudTrail has no such call in the last 90 days',
}
const noticed = (generatedAt: string, ...deletions: DeletionRecord[]) => ({ generatedAt, deletions })

test('trend: a deletion and its end are one entry, with the principal that either run found', () => {
  const runs = [noticed('2026-11-03T06:00:00Z', GONE), noticed('2026-10-02T06:00:00Z', PENDING)]
  expect(deletedKeys(runs)).toEqual([{ ...PENDING, outcome: 'gone', noticed_at: '2026-10-02T06:00:00Z' }])
  const other = [
    noticed('2026-10-02T06:00:00Z', { ...GONE, outcome: 'pending_deletion' }),
    noticed('2026-11-03T06:00:00Z', { ...PENDING, outcome: 'gone' }),
  ]
  expect(deletedKeys(other)).toMatchObject([{ outcome: 'gone', status: 'known', principal: PENDING.principal }])
})

test('trend: a deletion that was canceled and scheduled again is the second one', () => {
  const again = { ...PENDING, event_id: 'second', seen_at: '2026-10-20T06:00:00Z' }
  const runs = [noticed('2026-10-02T06:00:00Z', PENDING), noticed('2026-10-21T06:00:00Z', again)]
  expect(deletedKeys(runs)).toEqual([{ ...again, noticed_at: '2026-10-21T06:00:00Z' }])
})

test('trend: deletions are sorted by the run that noticed them', () => {
  const other = { ...PENDING, key_id: 'other' }
  const runs = [noticed('2026-11-03T06:00:00Z', other), noticed('2026-10-02T06:00:00Z', PENDING)]
  expect(deletedKeys(runs).map(({ key_id }) => key_id)).toEqual([PENDING.key_id, 'other'])
})
