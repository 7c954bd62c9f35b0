import { expect, test } from 'vitest'
import { diffReports } from '../../src/history/diff-reports.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import type { ReportDiff } from '../../src/model/history/report-diff.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'

const inventory = { source: 'config:org@eu-west-1', recorded_at: '2026-01-10T08:00:00Z' }
const recorded = (different: Partial<KeyRecord> = {}): KeyRecord => aRecord({ inventory, ...different })
const old = (keys: KeyRecord[]): Report => aReport({ generated_at: '2026-10-20T06:00:00Z', keys })
const diff = (before: Report, after: Report): ReportDiff => diffReports(before, after, { old: 'old', new: 'new' })
function noted({ not_comparable: all }: ReportDiff): string[] {
  expect(all.every(({ key_ids }) => new Set(key_ids).size === key_ids?.length)).toBe(true)
  return all.map(({ subject, reason }) => `${subject}: ${reason}`)
}

test('diff: what AWS Config recorded earlier is no change of what AWS answered', () => {
  const after = aReport({ keys: [recorded({ key_state: 'Disabled', enabled: false, description: 'earlier' })] })
  const found = diff(old([aRecord()]), after)
  expect(found.changes).toEqual([])
  expect(noted(found)).toEqual([
    'state: in the new report, the key is as AWS Config recorded it',
    'description: in the new report, the key is as AWS Config recorded it',
  ])
  expect(noted(diff(old([recorded({ description: 'earlier' })]), aReport({ keys: [aRecord()] })))).toEqual([
    'description: in the old report, the key is as AWS Config recorded it',
  ])
})

test('diff: a change between two records of AWS Config is a change', () => {
  const found = diff(old([recorded()]), aReport({ keys: [recorded({ description: 'now' })] }))
  expect(found.changes.map(({ change }) => change)).toEqual(['description_changed'])
})

test('diff: a recorded key that an earlier list of AWS KMS lacks is not new, unless it was created since', () => {
  const places = [aPlace({ status: 'unreachable', inventory: { source: inventory.source, updated_at: null } })]
  const after = (created_at: string) =>
    aReport({ keys: [recorded({ created_at })], scope: { ...aReport().scope, places } })
  const found = diff(old([]), after('2026-01-05T08:00:00Z'))
  expect(found.changes).toEqual([])
  expect(noted(found)).toEqual(['presence: not in the old report, and now only recorded by AWS Config'])
  expect(diff(old([]), after('2026-11-01T08:00:00Z')).changes.map(({ change }) => change)).toEqual(['new_key'])
})

test('diff: a key that AWS Config does not list is not gone', () => {
  const places = [aPlace({ status: 'unreachable', inventory: { source: inventory.source, updated_at: null } })]
  const found = diff(old([aRecord()]), aReport({ keys: [], scope: { ...aReport().scope, places } }))
  expect(found.changes).toEqual([])
  expect(noted(found)[0]).toMatch(/^presence: not in the new report/)
})
