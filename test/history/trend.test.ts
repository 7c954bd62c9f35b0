import { expect, test } from 'vitest'
import { KeyNumbers, snapshotOf } from '../../src/history/trend/snapshot.ts'
import { trendOf } from '../../src/history/trend/trend-reports.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import type { ReportTrend } from '../../src/model/history/report-trend.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'

/** A report of the 20th of a month. */
const ofMonth = (month: string, different: Partial<Report> = {}): Report =>
  aReport({ generated_at: `${month}-20T06:00:00Z`, ...different })

function trend(reports: readonly Report[]): ReportTrend {
  const numbers = new KeyNumbers()
  return trendOf(
    reports.map(report => snapshotOf(report, `${report.generated_at}.json`, numbers)),
    numbers,
  )
}

const IN_USE: Partial<KeyRecord> = {}
const STALE: Partial<KeyRecord> = { disposition: 'stale' }
const UNKNOWN: Partial<KeyRecord> = { disposition: 'unknown' }
const PENDING: Partial<KeyRecord> = {
  disposition: 'stale',
  key_state: 'PendingDeletion',
  cost: { key: 0, basis: 'with_rotations', requests: null },
}

/** A report for each state of one key; null: the key is gone. */
const ofKey = (states: readonly (Partial<KeyRecord> | null)[]): ReportTrend =>
  trend(states.map((state, at) => ofMonth(`2026-0${at + 1}`, { keys: state === null ? [] : [aRecord(state)] })))

test('trend: months are in their order, whatever the order of the reports', () => {
  const { months } = trend([ofMonth('2026-10'), ofMonth('2026-08'), ofMonth('2026-09')])
  expect(months.map(({ month }) => month)).toEqual(['2026-08', '2026-09', '2026-10'])
})

test('trend: the last report of a month counts, and the others are named', () => {
  const early = ofMonth('2026-10', { generated_at: '2026-10-02T06:00:00Z' })
  const { months, not_used } = trend([early, ofMonth('2026-10')])
  expect(months.map(({ generated_at }) => generated_at)).toEqual(['2026-10-20T06:00:00Z'])
  expect(not_used).toEqual([
    {
      name: '2026-10-02T06:00:00Z.json',
      generated_at: '2026-10-02T06:00:00Z',
      reason: '2026-10-20T06:00:00Z.json is the last report of 2026-10',
    },
  ])
})

test.each<[what: string, states: readonly (Partial<KeyRecord> | null)[], silent: object[]]>([
  [
    'a key that fell silent',
    [IN_USE, STALE, STALE],
    [{ unused_since: '2026-02', is_earlier_possible: false, outcome: 'unused', until: null }],
  ],
  ['a key that was never seen in use', [STALE, STALE], [{ unused_since: '2026-01', is_earlier_possible: true }]],
  [
    'a key whose use was unknown before',
    [IN_USE, UNKNOWN, STALE],
    [{ unused_since: '2026-03', is_earlier_possible: true }],
  ],
  [
    'a key that is used again',
    [IN_USE, STALE, IN_USE],
    [{ unused_since: '2026-02', outcome: 'used_again', until: '2026-03' }],
  ],
  ['a key whose use is unknown now', [IN_USE, STALE, UNKNOWN], [{ unused_since: '2026-02', outcome: 'unused' }]],
  ['a key that is gone', [STALE, null], [{ unused_since: '2026-01', outcome: 'gone', until: '2026-02' }]],
  [
    'a key that is pending deletion',
    [STALE, PENDING, null],
    [{ unused_since: '2026-01', outcome: 'pending_deletion', until: '2026-02' }],
  ],
  ['a key that was always in use', [IN_USE, IN_USE], []],
])('trend: the month in which a key fell silent is right for %s', (_, states, silent) =>
  expect(ofKey(states).silent_keys).toMatchObject(silent),
)

test.each<[what: string, states: readonly (Partial<KeyRecord> | null)[], saved: (number | null)[], total: number]>([
  ['an unused key is scheduled for deletion, and then deleted', [STALE, PENDING, null], [null, 1, 0], 1],
  ['an unused key is gone', [STALE, null, null], [null, 1, 0], 1],
  ['a deletion is canceled', [STALE, PENDING, STALE], [null, 1, -1], 0],
  ['a key in use is gone', [IN_USE, null], [null, 0], 0],
  ['a key whose use is unknown is gone', [UNKNOWN, null], [null, 0], 0],
])('trend: the savings are right if %s', (_, states, saved, total) => {
  const { months } = ofKey(states)
  expect(months.map(month => month.realized_savings)).toEqual(saved)
  expect(months.at(-1)?.realized_total).toBe(total)
})

test('trend: a key is not gone in a month whose report lists other keys', () => {
  const without = { ...aReport().scope, places: [aPlace({ region: 'us-east-1' })] }
  const { months, silent_keys } = trend([
    ofMonth('2026-01', { keys: [aRecord(STALE)] }),
    ofMonth('2026-02', { keys: [], scope: without }),
    ofMonth('2026-03', { keys: [aRecord(STALE)] }),
  ])
  expect(silent_keys).toMatchObject([{ unused_since: '2026-01', outcome: 'unused' }])
  expect(months.map(month => month.realized_savings)).toEqual([null, 0, 0])
  expect(months.map(({ is_partial }) => is_partial)).toEqual([false, true, false])
  expect(months[1]?.notes).toEqual(['without eu-west-1', 'with us-east-1, which the newest report lacks'])
})

test('trend: a month with gaps is marked, and the gap is named', () => {
  const gap = { account_id: '1', region: null, key_id: null, operation: 'kms:ListKeys', reason: 'denied', message: '' }
  const { months } = trend([ofMonth('2026-01', { gaps: [gap as never] }), ofMonth('2026-02')])
  expect(months.map(({ notes }) => notes)).toEqual([['1 gap: kms:ListKeys denied'], []])
})

test('trend: findings that fail are counted by severity, and a month without checks has no number', () => {
  const finding = { check: 'a', severity: 'high', status: 'fail', account_id: '1', region: null, key_id: null }
  const findings = [finding, { ...finding, status: 'muted' }, { ...finding, severity: 'low' }] as never
  const { months } = trend([ofMonth('2026-01'), ofMonth('2026-02', { findings })])
  expect(months.map(month => month.open_findings)).toEqual([
    null,
    { total: 2, critical: 0, high: 1, medium: 0, low: 1, info: 0 },
  ])
})

const UNCHECKED = { scope: { ...aReport().scope, sources: [] } }

test('trend: a month whose last use was not checked has no number of unused keys, and says so', () => {
  const { months, silent_keys } = trend([
    ofMonth('2026-01', { keys: [aRecord(IN_USE)] }),
    ofMonth('2026-02', { keys: [aRecord({ disposition: 'new' })], ...UNCHECKED }),
    ofMonth('2026-03', { keys: [aRecord(STALE)] }),
  ])
  expect(months[1]).toMatchObject({
    unused: null,
    newly_unused: null,
    potential_savings: null,
    is_partial: true,
    notes: ['last use not checked'],
  })
  expect(months[2]).toMatchObject({ newly_unused: null, notes: [] })
  expect(silent_keys).toMatchObject([{ is_earlier_possible: true }])
})

test('trend: a month with prices on another basis than the newest report says so', () => {
  const base = { keys: [aRecord({ cost: { key: 1, basis: 'base', requests: null } })] }
  const { months } = trend([ofMonth('2026-01', base), ofMonth('2026-02'), ofMonth('2026-03')])
  expect(months.map(({ notes }) => notes)).toEqual([['rotations of 1 key not counted in the cost'], [], []])
})

test('trend: a report that is named twice is not called a later one', () => {
  const { months, not_used } = trend([ofMonth('2026-01'), ofMonth('2026-01')])
  expect(months).toHaveLength(1)
  expect(not_used.map(({ reason }) => reason)).toEqual(['the same file is named more than once'])
})

const usage = (different: object) => ({
  usage: { ...aRecord().usage, ...different } as NonNullable<KeyRecord['usage']>,
})

test.each<[what: string, key: Partial<KeyRecord>, silent: object]>([
  [
    'its last use',
    usage({ status: 'used', last_used_at: '2025-11-30T10:00:00Z' }),
    { silent_since: '2025-11', last_used_at: '2025-11-30T10:00:00Z', no_use_since: null, is_later_possible: false },
  ],
  [
    'its creation, if it was never used',
    { ...usage({ status: 'never', last_used_at: null }), created_at: '2025-10-05T08:00:00Z' },
    { silent_since: '2025-10', last_used_at: null, no_use_since: '2025-10-05T08:00:00Z' },
  ],
  [
    'the begin of the records, if they show no use',
    usage({ status: 'not_observed', last_used_at: null, not_observed_since: '2025-09-01T00:00:00Z' }),
    { silent_since: '2025-09', no_use_since: '2025-09-01T00:00:00Z' },
  ],
])('trend: a key fell silent in the month of %s, and is unused since a later one', (_, key, silent) => {
  expect(ofKey([IN_USE, { ...STALE, ...key }]).silent_keys).toMatchObject([{ ...silent, unused_since: '2026-02' }])
})
