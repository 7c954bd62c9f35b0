import { expect, test } from 'vitest'
import { diffReports } from '../../../src/history/diff-reports.ts'
import { reportOfLine } from '../../../src/history/lines/from-line.ts'
import { fromPositions, toPositions } from '../../../src/history/lines/positions.ts'
import { lineOf } from '../../../src/history/lines/to-line.ts'
import { KeyNumbers, snapshotOf } from '../../../src/history/trend/snapshot.ts'
import { trendOf } from '../../../src/history/trend/trend-reports.ts'
import type { HistoryLine } from '../../../src/model/history/history-line.ts'
import type { Report, UsageRecord } from '../../../src/model/report/report.ts'
import { isoTime } from '../../../src/model/time.ts'
import { schemaErrorIn } from '../../../src/report/schema-error.ts'
import { validate } from '../../../src/report/validators/history.ts'
import { randomRuns } from '../../random-runs.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'
import { randomPair } from '../random-pair.ts'

const throughFile = (report: Report): HistoryLine => JSON.parse(JSON.stringify(lineOf(report))) as HistoryLine
const kept = (report: Report): Report => reportOfLine(throughFile(report))

/** What a line does not keep is not recorded. */
const ofLineAlone = ({ keys, ...report }: Report): Report => ({
  ...report,
  keys: keys.map(key => Object.fromEntries(Object.entries(key).filter(([name]) => !NOT_KEPT.has(name))) as never),
})

const NOT_KEPT = new Set([
  'description',
  'multi_region',
  'key_policy',
  'key_rotation_enabled',
  'rotation',
  'grants',
  'tags',
])

const trend = (reports: readonly Report[]) => {
  const numbers = new KeyNumbers()
  return trendOf(
    reports.map(report => snapshotOf(report, 'run', numbers)),
    numbers,
  )
}

test('history: a line of any report fits the schema', () => {
  for (let seed = 0; seed < randomRuns(20); seed++) {
    const { reports } = randomPair(seed)
    for (const report of [reports.old, reports.new]) expect(schemaErrorIn(throughFile(report), validate)).toBeNull()
  }
})

test('history: two runs differ in the same way as the reports that they are of', () => {
  const names = { old: 'old', new: 'new' }
  for (let seed = 0; seed < randomRuns(20); seed++) {
    const { reports } = randomPair(seed)
    const { summary, savings, changes, not_comparable, left_out } = diffReports(
      kept(reports.old),
      kept(reports.new),
      names,
    )
    const whole = diffReports(ofLineAlone(reports.old), ofLineAlone(reports.new), names)
    expect({ seed, summary, savings, not_comparable, left_out }).toEqual({
      seed,
      summary: whole.summary,
      savings: whole.savings,
      not_comparable: whole.not_comparable,
      left_out: whole.left_out,
    })
    expect(changes.map(({ change, key_id, detail }) => ({ change, key_id, detail }))).toEqual(
      whole.changes.map(({ change, key_id, detail }) => ({ change, key_id, detail })),
    )
  }
})

test('history: the trend over runs is that over the reports', () => {
  for (let seed = 0; seed < randomRuns(20); seed++) {
    const { reports } = randomPair(seed)
    const pair = [reports.old, reports.new]
    expect({ seed, trend: trend(pair.map(kept)) }).toEqual({ seed, trend: trend(pair) })
  }
})

test('history: a line keeps findings of keys, accounts, resources and rules', () => {
  const finding = {
    check: 'a',
    severity: 'high',
    status: 'fail',
    account_id: '111122223333',
    region: null,
    key_id: null,
  }
  const key = aRecord()
  const ofKey = { ...finding, region: key.region, key_id: key.key_id }
  const resource = { type: 'AWS::S3::Bucket', id: 'b', arn: null }
  const all = [
    finding,
    ofKey,
    { ...ofKey, rule: 'r' },
    { ...finding, region: 'eu-west-1', resource },
    { ...ofKey, status: 'pass' },
  ]
  const findings = all.map(one => ({ ...one, title: 'a', detail: '', remedy: '' })) as never
  const line = throughFile(aReport({ keys: [key], findings }))
  expect(line.findings).toMatchObject([{ check: 'a', status: 'fail', count: 4, keys: [0] }])
  const back = reportOfLine(line).findings ?? []
  expect(new Set(back.map(one => JSON.stringify(one, Object.keys(one).toSorted())))).toEqual(
    new Set((findings as Report['findings'])?.slice(0, 4).map(one => JSON.stringify(one, Object.keys(one).toSorted()))),
  )
})

const SILENT = { status: 'not_observed', last_used_at: null, not_observed_since: '2026-04-23T00:00:00Z' } as const
const USED = { status: 'used', last_used_at: '2026-11-19T09:05:00Z', not_observed_since: null } as const
const NO_USE = { last_used_at: null, not_observed_since: null } as const

test.each<[last_used: string, usage: Pick<UsageRecord, 'status' | 'last_used_at' | 'not_observed_since' | 'at_least'>]>(
  [
    ['2026-11-19 09:05 UTC', USED],
    ['>= 2026-11-19 09:05 UTC', { ...USED, at_least: true }],
    ['Never since 2026-04-23', SILENT],
    ['Never', { ...NO_USE, status: 'never' }],
    ['Unknown', { ...NO_USE, status: 'unknown' }],
  ],
)('history: a line keeps the last use: %s', (last_used, usage) => {
  const whole = { ...aRecord().usage, ...usage } as UsageRecord
  const [key, other] = kept(
    aReport({ keys: [aRecord({ usage: whole, last_used }), aRecord({ key_id: 'other' })] }),
  ).keys
  expect(key?.last_used).toBe(last_used)
  expect(key?.usage).toMatchObject(usage)
  expect(other?.usage?.at_least).toBeUndefined()
})

test.each([
  [[], []],
  [
    [5, 3],
    [3, 5],
  ],
  [
    [1, 2, 3, 7, 9, 10],
    [[1, 3], 7, 9, 10],
  ],
])('history: positions %j are written as %j', (all, written) => {
  expect(toPositions(all)).toEqual(written)
  expect(fromPositions(written, 11)).toEqual(all.toSorted((one, other) => one - other))
})

test('history: positions of a damaged line that no key has are left out', () => {
  expect(fromPositions([1, 99, [2, 1e9]], 4)).toEqual([1, 2, 3])
})

test('history: a key leaves out what most keys have', () => {
  const keys = ['a', 'b', 'c'].map(key_id => aRecord({ key_id, aliases: [`alias/${key_id}`] }))
  const { defaults, keys: written } = throughFile(
    aReport({ keys: [...keys, aRecord({ key_id: 'd', disposition: 'new' })] }),
  )
  expect(defaults).toMatchObject({ disposition: 'in_use', key_state: 'Enabled', cost: 1 })
  expect(written[0]).toEqual({ id: 'a', aliases: ['alias/a'] })
  expect(written[3]).toMatchObject({ id: 'd', disposition: 'new' })
})

const timeOf = (at: number) => isoTime(Date.UTC(2020, 0, 1) + at * 7_654_321_000)

test('history: the line of a report with 1,000 keys, with four findings each, is below 180 KB', () => {
  const dispositions = ['in_use', 'in_use', 'in_use', 'silent', 'stale'] as const
  const keys = Array.from({ length: 1000 }, (_, at) =>
    aRecord({
      key_id: `1234abcd-12ab-34cd-56ef-${String(at).padStart(12, '0')}`,
      aliases: [`alias/team/service-${at}`],
      created_at: timeOf(at / 40),
      disposition: dispositions[at % 5] ?? 'new',
      usage: {
        ...aRecord().usage,
        ...(at % 5 === 3 ? SILENT : { last_used_at: timeOf(25 + at / 1e4) }),
      } as UsageRecord,
    }),
  )
  const findings = keys.flatMap(({ account_id, region, key_id }) =>
    ['key-unused', 'rotation-disabled', 'tags-missing', 'policy-public'].map(check => ({
      check,
      severity: 'high' as const,
      status: 'fail' as const,
      account_id,
      region,
      key_id,
      title: check,
      detail: 'detail',
      remedy: '',
    })),
  )
  const { length } = JSON.stringify(lineOf(aReport({ keys, findings })))
  expect(length).toBeGreaterThan(50_000)
  expect(length).toBeLessThan(180_000)
})
