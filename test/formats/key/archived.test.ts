import { expect, test } from 'vitest'
import table from '../../../src/formats/key/table.ts'
import type { ArchivedCallerRecord, ArchivedUseRecord } from '../../../src/model/report/archived-use.ts'
import { aRecord, aSearchedReport } from '../a-report.ts'
import { render } from '../render.ts'

const caller = (more: Partial<ArchivedCallerRecord> = {}): ArchivedCallerRecord => ({
  principal: 'arn:aws:iam::111122223333:role/orders',
  service: null,
  operations: { Sign: 2, Decrypt: 1200 },
  errors: { AccessDenied: 2, DisabledException: 1 },
  first_day: '2024-01-02',
  last_day: '2024-02-03',
  ...more,
})

/** The section with spaces in place of line breaks. */
function section(more: Partial<ArchivedUseRecord>): string {
  const archived: ArchivedUseRecord = {
    source: 'archive',
    since: '2024-01-01T00:00:00Z',
    until: '2024-03-01T00:00:00Z',
    months: [{ month: '2024-01', uses: 1202, failures: 3 }],
    callers: [caller()],
    unlisted_callers: 0,
    ...more,
  }
  const out = render(table, aSearchedReport({ keys: [aRecord({ archived_use: archived })] }))
  const [, found = ''] = /\nIn the log files\n([^]*?)\n\n/.exec(out) ?? []
  return found.replaceAll(/\s+/g, ' ').trim()
}

test('key: a caller in the log files has its operations, the most frequent first, and its failed calls', () => {
  expect(section({})).toContain('role/orders 1,205 Decrypt 1,200, Sign 2, 3 failed 2024-01-02 2024-02-03')
})

test('key: a count in the log files that may lack calls is a lower bound', () => {
  const months = [
    { month: '2024-02', uses: 1202, failures: 3, is_lower_bound: true as const },
    { month: '2024-01', uses: 5, failures: 0 },
  ]
  const shown = section({ months, callers: [caller({ is_lower_bound: true })] })
  expect(shown).toContain('2024-02 >= 1,202 >= 3 2024-01 5 0')
  expect(shown).toContain('role/orders >= 1,205 Decrypt')
  const years = Array.from({ length: 26 }, (_, index) => ({
    month:
      index < 12
        ? `2024-${String(12 - index).padStart(2, '0')}`
        : `202${index < 24 ? 3 : 2}-${String((index % 12) + 1).padStart(2, '0')}`,
    uses: 1,
    failures: 0,
    ...(index === 3 && { is_lower_bound: true as const }),
  }))
  expect(section({ months: years })).toContain('2024 >= 12 >= 0 2023 12 0')
})

test('key: callers that are not shown are counted, with where to find them', () => {
  const callers = Array.from({ length: 15 }, (_, index) => caller({ service: `s${index}.amazonaws.com` }))
  expect(section({ callers })).toContain('3 more callers: use -o json. Searched: log files on disk')
  expect(section({ callers, unlisted_callers: 7 })).toMatch(
    /10 more callers\. This command shows them: kms-audit activity --key arn:\S+ --since 2024-01-01 Searched/,
  )
  expect(section({})).not.toContain('more caller')
})

test('key: the log files say which time was searched, and whether a use may be missing', () => {
  expect(section({})).toMatch(
    /Searched: log files on disk from 2024-01-01 00:00 UTC to 2024-03-01 00:00 UTC, without a gap\.$/,
  )
  expect(section({ why: 'a use may be missing' })).toMatch(/to 2024-03-01 00:00 UTC\. A use may be missing\.$/)
  expect(section({ months: [], callers: [] })).toMatch(
    /^The log files show no call with the key\. Searched: log files on disk from/,
  )
  expect(section({ since: null, until: null, months: [], callers: [], why: 'the index is damaged' })).toBe(
    'Nothing was read for this Region. The index is damaged.',
  )
})
