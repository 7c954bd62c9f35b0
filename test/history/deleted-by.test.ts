import { expect, test } from 'vitest'
import { diffReports } from '../../src/history/diff-reports.ts'
import type { DeletionRecord } from '../../src/model/report/deletion.ts'
import { aRecord, aReport } from '../formats/a-report.ts'

const { account_id, region, key_id } = aRecord()
const DELETION: DeletionRecord = {
  account_id,
  region,
  key_id,
  alias: null,
  outcome: 'gone',
  seen_at: '2026-10-20T06:00:00Z',
  deletion_date: null,
  status: 'known',
  issuer: 'arn:aws:iam::111122223333:role/KeyAdmin',
}

test('diff: a change says who scheduled the deletion, if the new report knows it', () => {
  const names = { old: 'old', new: 'new' }
  const detailOf = (deletions: DeletionRecord[]) =>
    diffReports(aReport({ keys: [aRecord()] }), aReport({ keys: [], deletions }), names).changes[0]?.detail
  expect(detailOf([DELETION])).toMatch(/, scheduled by arn:aws:iam::111122223333:role\/KeyAdmin$/)
  expect(detailOf([{ ...DELETION, key_id: 'other' }])).not.toContain('scheduled by')
})
