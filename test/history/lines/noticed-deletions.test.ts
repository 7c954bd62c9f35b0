import { expect, test } from 'vitest'
import { noticedDeletions } from '../../../src/history/lines/noticed-deletions.ts'
import type { KeyRecord, PlaceRecord, Report } from '../../../src/model/report/report.ts'
import { aPlace, aRecord, aReport } from '../../formats/a-report.ts'

const OLD = aReport({ generated_at: '2026-10-20T06:00:00Z', keys: [aRecord()] })
const PENDING: Partial<KeyRecord> = { key_state: 'PendingDeletion', deletion_date: '2026-12-20T06:00:00Z' }
const scopeOf = (place: Partial<PlaceRecord>): Report['scope'] => ({ ...aReport().scope, places: [aPlace(place)] })

test.each<[what: string, old: Report, now: Report, outcomes: string[]]>([
  ['is scheduled for deletion', OLD, aReport({ keys: [aRecord(PENDING)] }), ['pending_deletion']],
  ['is gone', OLD, aReport({ keys: [] }), ['gone']],
  ['is unchanged', OLD, aReport({ keys: [aRecord()] }), []],
  ['was pending before', { ...OLD, keys: [aRecord(PENDING)] }, aReport({ keys: [aRecord(PENDING)] }), []],
  ['was pending, and is gone', { ...OLD, keys: [aRecord(PENDING)] }, aReport({ keys: [] }), ['gone']],
  ['could not be listed', OLD, aReport({ keys: [], scope: scopeOf({ status: 'unreachable' }) }), []],
  ['is in a Region that was not audited', OLD, aReport({ keys: [], scope: scopeOf({ region: 'us-east-1' }) }), []],
  ['could not be described', OLD, aReport({ keys: [aRecord({ key_state: null, error: 'Access denied' })] }), []],
])('history: a key that %s is noticed as such', (_, old, now, outcomes) => {
  const noticed = noticedDeletions(old, now)
  expect(noticed.map(({ key }) => key.outcome)).toEqual(outcomes)
  for (const { key } of noticed) expect(key.seen_at).toBe('2026-10-20T06:00:00Z')
})
