import { expect, test } from 'vitest'
import table from '../../../src/formats/key/table.ts'
import type { CallerGroupRecord } from '../../../src/model/report/activity.ts'
import { aRecord, aSearchedReport } from '../a-report.ts'
import { render } from '../render.ts'

/** The row of CloudTrail in the drawing of a key that one caller called. */
function row(caller: Pick<CallerGroupRecord, 'operations' | 'errors' | 'failures'>): string {
  const activity = {
    since: '2026-08-22T14:30:00Z',
    until: '2026-11-20T14:15:00Z',
    events: 1,
    metadata_reads: 0,
    unreadable: 0,
    callers: [
      {
        ...caller,
        principal: 'arn:aws:iam::111122223333:role/orders',
        principal_account: '111122223333',
        service: null,
        first_at: '2026-11-01T00:00:00Z',
        last_at: '2026-11-01T00:00:00Z',
        sessions: [],
        source_addresses: [],
        encryption_contexts: [],
      },
    ],
    management: [],
    management_unread: [],
  }
  const out = render(table, aSearchedReport({ keys: [aRecord({ activity })] }))
  return /^ +cloudtrail .*$/m.exec(out)?.[0] ?? ''
}

test('key: calls that failed are no uses in the drawing', () => {
  expect(row({ operations: { Decrypt: 1 }, errors: {}, failures: [] })).toMatch(/[*●]/)
  const failures = [{ operation: 'Decrypt', error: 'DisabledException', calls: 1 }]
  const failed = row({ operations: {}, errors: { DisabledException: 1 }, failures })
  expect(failed).toMatch(/^ +cloudtrail +\S+$/)
  expect(failed).not.toMatch(/[*●]/)
})
