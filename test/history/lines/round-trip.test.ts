import { expect, test } from 'vitest'
import { diffReports } from '../../../src/history/diff-reports.ts'
import { reportOfLine } from '../../../src/history/lines/from-line.ts'
import { lineOf } from '../../../src/history/lines/to-line.ts'
import { KeyNumbers, snapshotOf } from '../../../src/history/trend/snapshot.ts'
import { trendOf } from '../../../src/history/trend/trend-reports.ts'
import type { HistoryLine } from '../../../src/model/history/history-line.ts'
import type { Report } from '../../../src/model/report/report.ts'
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

test('history: the line of a report with 1,000 keys is below 200 KB', () => {
  const ids = Array.from({ length: 1000 }, (_, at) => `1234abcd-12ab-34cd-56ef-${String(at).padStart(12, '0')}`)
  const keys = ids.map((key_id, at) =>
    aRecord({
      key_id,
      aliases: [`alias/service-${at}`],
      created_at: new Date(1.7e12 + at * 1e6).toISOString().slice(0, 19) + 'Z',
    }),
  )
  expect(JSON.stringify(lineOf(aReport({ keys }))).length).toBeLessThan(200_000)
})
