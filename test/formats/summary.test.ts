import { describe, expect, test } from 'vitest'
import table from '../../src/formats/table.ts'
import type { KeyRecord, Report } from '../../src/model/report.ts'
import { aPlace, aRecord, aReport, summaryOf } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { render } from './render.ts'

/** The text behind a label, null where there is no such line. */
const line = (report: Report, label: string): string | null =>
  new RegExp(`^${label} +(.*)$`, 'm').exec(render(table, report))?.[1] ?? null

const inPlaces = (places: Report['scope']['places'], rest: Partial<Report> = {}): Report => {
  const report = aReport(rest)
  return { ...report, scope: { ...report.scope, places } }
}

const unusedKey = aRecord({ disposition: 'silent', last_used: 'Never since 2026-04-23' })
const saving = (different: Partial<Report['savings']> = {}, keys: KeyRecord[] = [unusedKey]): Report => ({
  ...aReport({ keys }),
  savings: {
    currency: 'USD',
    monthly_cost: 1234.5,
    annual_cost: 14814,
    is_lower_bound: false,
    unused_key_count: 1,
    monthly_savings: 1,
    annual_savings: 12,
    ...different,
  },
})

test('counts every key once, and those pending deletion or unreadable again', () => {
  expect(line(hostileReport, 'Keys')).toMatch(/^20 \(1 pending deletion, 2 unreadable\) in 2 Regions of 2 accounts/)
  expect(line(hostileReport, 'Last use')).toBe('8 in use, 5 stale, 1 never used, 3 silent, 1 new, 2 unknown')
  expect(line(hostileReport, 'Unused')).toMatch(/^7 customer managed .* for 90 days or more$/)
})

test('says where and when', () => {
  expect(line(aReport(), 'Keys')).toBe('1 in eu-west-1 of account 111122223333, as of 2026-11-20 14:30 UTC')
})

test('says how many of the keys are shown', () => {
  const report = aReport({ summary: summaryOf([aRecord(), unusedKey, unusedKey]) })
  expect(line(report, 'Keys')).toMatch(/^3 \(1 shown\) in/)
})

describe('money', () => {
  test('is told by month and by year', () => {
    expect(line(saving(), 'Cost')).toBe('$1234.50 a month, $14814.00 a year, requests not included')
    expect(line(saving(), 'Savings')).toMatch(
      /^\$1\.00 a month, \$12\.00 a year, by deleting .* disabling saves nothing$/,
    )
  })

  test.each([
    ['may be more', true],
    ['is exact', false],
  ])('that %s says so', (_, is_lower_bound) =>
    expect(line(saving({ is_lower_bound }), 'Cost')?.startsWith('at least ')).toBe(is_lower_bound),
  )

  test('is unknown where prices are', () => {
    const report = saving({ monthly_cost: null, annual_cost: null, monthly_savings: null, annual_savings: null })
    expect(line(report, 'Cost')).toMatch(/^unknown: no prices/)
    expect(line(report, 'Savings')).toMatch(/^unknown: no prices/)
  })

  test('is not to be saved where nothing is known to be unused', () => {
    expect(line(aReport(), 'Savings')).toBe('none: no key is known to be unused')
  })
})

test('warns of deleting by last use alone wherever it calls keys unused', () => {
  expect(line(saving(), 'Caution')).toMatch(/must not decide a deletion: an attached EBS volume/)
  expect(line(aReport(), 'Caution')).toBeNull()
})

test('claims nothing about use that was not asked for', () => {
  const report = aReport()
  const silent = { ...report, scope: { ...report.scope, sources: [] } }
  expect(line(silent, 'Last use')).toBe('not asked for (--source none)')
  expect(line(silent, 'Unused')).toBeNull()
  expect(line(silent, 'Savings')).toBeNull()
})

describe('what is missing', () => {
  const gap = hostileReport.gaps[1]
  const gaps = gap === undefined ? [] : [gap]

  test.each([
    ['Regions', { region: 'us-east-1' }],
    ['accounts', { account_id: '444455556666' }],
    ['places', { region: 'us-east-1', account_id: '444455556666' }],
  ])('is told in %s', (unit, other) => {
    const report = inPlaces([aPlace(), aPlace({ ...other, status: 'unreachable' })], { gaps })
    expect(line(report, 'Incomplete')).toBe(`1 of 2 ${unit} answered; 1 gap, listed by -o json`)
  })

  test('may be a part', () => {
    expect(line(inPlaces([aPlace({ status: 'partial' })], { gaps }), 'Incomplete')).toMatch(
      /^eu-west-1 answered in part; 1 gap/,
    )
  })

  test('may be a single key', () => {
    expect(line(aReport({ gaps }), 'Incomplete')).toBe('1 gap, listed by -o json')
  })

  test('is not spoken of where nothing is', () => expect(line(aReport(), 'Incomplete')).toBeNull())
})

const scoped = (manager: 'customer' | 'aws' | 'all', status: 'complete' | 'unreachable' = 'complete'): Report =>
  aReport({ keys: [], scope: { manager, sources: ['kms'], places: [aPlace({ status, keys: 0 })] } })

describe('without keys', () => {
  test.each([
    ['customer managed keys are asked for', scoped('customer'), 'No customer managed keys found.'],
    ['AWS managed keys are asked for', scoped('aws'), 'No AWS managed keys found.'],
    ['a place did not answer', scoped('all', 'unreachable'), 'No keys found where the audit could look.'],
    [
      'others were not asked for',
      { ...scoped('all'), summary: summaryOf([unusedKey]) },
      'No keys to show: none of the 1 is of the kind asked for.',
    ],
  ])('when %s there is a sentence instead of the table', (_, report, sentence) => {
    const text = render(table, report)
    expect(text.startsWith(`${sentence}\n\nKeys  `)).toBe(true)
    expect(text).not.toContain('Key ID')
  })
})

describe('CloudTrail that could not be tested', () => {
  const trail = {
    source: 'cloudtrail',
    status: 'not_observed',
    since: '2026-08-22T15:30:00Z',
    until: '2026-11-20T14:15:00Z',
  } as const
  const silent = (source: string, unverified: boolean): KeyRecord =>
    aRecord({
      disposition: 'silent',
      usage: {
        status: 'not_observed',
        last_used_at: null,
        precision: null,
        not_observed_since: '2026-08-22T15:30:00Z',
        operation: null,
        event_id: null,
        source,
        evidence: [{ ...trail, ...(unverified ? { unverified } : {}) }],
      },
    })
  const summary = (...keys: KeyRecord[]) => line(aReport({ keys, summary: summaryOf(keys) }), 'Unverified')

  test('is named when the last use of keys rests on it', () => {
    const why = 'no use in CloudTrail, where no event was found to test its lookup by key ARN with'
    expect(summary(silent('cloudtrail', true))).toBe(`1 key has ${why}`)
    expect(summary(silent('cloudtrail', true), silent('cloudtrail+kms', true))).toBe(`2 keys have ${why}`)
  })

  test.each([
    ['it was tested', silent('cloudtrail', false)],
    ['KMS alone decides', silent('kms', true)],
    ['the last use was not asked for', aRecord()],
  ])('is not named when %s', (_, key) => {
    expect(summary(key)).toBeNull()
  })
})
