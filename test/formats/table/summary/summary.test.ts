import { describe, expect, test } from 'vitest'
import table from '../../../../src/formats/table.ts'
import type { KeyRecord, Report } from '../../../../src/model/report/report.ts'
import { aPlace, anUnreadableRecord, aRecord, aReport, summaryOf } from '../../a-report.ts'
import { hostileReport } from '../../hostile-report.ts'
import { PIPED, render, terminalOf } from '../../render.ts'

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

/** The sentences below the facts. */
const headlineOf = (report: Report, view = PIPED): string =>
  render(table, report, view).split('\n\n').at(-1)?.trimEnd() ?? ''

/** The lines of the verdicts, without their label. */
const verdictsOf = (report: Report): string[] =>
  render(table, report)
    .split('\n')
    .filter(text => /^(Verdicts)? +\d+ (in_use|stale|never|silent|new|unknown) /.test(text))
    .map(text => text.replace(/^(Verdicts)? +/, ''))

test('summary: each key counts once, and keys pending deletion or unreadable count again', () => {
  expect(line(hostileReport, 'Keys')).toMatch(/^20 \(1 pending deletion, 2 unreadable\) in 2 Regions of 2 accounts/)
  expect(verdictsOf(hostileReport)).toEqual([
    '8 in_use   used in the last 90 days',
    '5 stale    last used 90 days ago or earlier',
    '1 never    not used since the key was created',
    '3 silent   no use recorded; earlier use is unknown',
    '1 new      no use yet, and younger than 90 days',
    '2 unknown  not enough evidence to decide',
  ])
})

test('summary: it names the places and the time', () => {
  expect(line(aReport(), 'Keys')).toBe('1 in eu-west-1 of account 111122223333, as of 2026-11-20 14:30 UTC')
})

test('summary: it says how many of the keys are shown', () => {
  const report = aReport({ summary: summaryOf([aRecord(), unusedKey, unusedKey]) })
  expect(line(report, 'Keys')).toMatch(/^3 \(1 shown\) in/)
})

describe('summary: headline', () => {
  test('summary: the headline says how many keys are unused, since when, and what deleting them saves', () => {
    const report = { ...saving({ unused_key_count: 2 }), summary: summaryOf([unusedKey, unusedKey, aRecord()]) }
    expect(headlineOf(report)).toBe(
      '2 of 3 keys are unused (marked !): no use recorded for 90 days or more. ' +
        'Deleting them saves $1.00 a month ($12.00 a year) and cannot be undone; disabling saves nothing. ' +
        'Last use alone is not proof: EBS, for example, calls KMS only when a volume is attached.',
    )
  })

  test('summary: the headline does not mention a mark that --columns leaves out', () => {
    expect(headlineOf(saving(), { ...PIPED, columns: ['Aliases', 'MonthlyCost'] })).toContain(
      ' is unused: no use recorded',
    )
  })

  test('summary: the headline for one unused key is in the singular', () => {
    expect(headlineOf(saving())).toMatch(/^1 of 1 key is unused .* Deleting it saves /)
  })

  test.each([
    ['at least that much', true, 'saves at least $1.00 a month'],
    ['just that much', false, 'saves $1.00 a month'],
  ])('summary: the headline says whether deleting saves %s', (_, is_lower_bound, words) => {
    expect(headlineOf(saving({ is_lower_bound }))).toContain(words)
  })

  test('summary: savings are unknown if prices are', () => {
    const report = saving({ monthly_cost: null, annual_cost: null, monthly_savings: null, annual_savings: null })
    expect(headlineOf(report)).toContain('What deleting it saves is unknown: no prices are known')
    expect(line(report, 'Cost')).toMatch(/^unknown: no prices/)
  })

  test('summary: the headline says that no key is unused', () => {
    expect(headlineOf(aReport({ keys: [aRecord(), aRecord()] }))).toBe('No unused keys found (2 keys audited).')
  })

  test('summary: the headline mentions unknown last uses before it says that no key is unused', () => {
    const report = aReport({ keys: [aRecord(), anUnreadableRecord()] })
    expect(headlineOf(report)).toBe('No key is known to be unused, but the last use of 1 of 2 keys is unknown.')
  })

  test('summary: the headline claims nothing about use that was not asked for', () => {
    const report = aReport()
    const silent = { ...report, scope: { ...report.scope, sources: [] } }
    expect(headlineOf(silent)).toBe('1 key. Last use was not checked (--source none).')
    expect(verdictsOf(silent)).toEqual([])
  })

  test('summary: the headline is wrapped on a terminal, and bold if colours are allowed', () => {
    const lines = headlineOf(saving(), terminalOf(60, true)).split('\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const each of lines) expect([each.slice(0, 4), each.slice(-5)]).toEqual(['\u001b[1m', '\u001b[22m'])
  })
})

describe('summary: cost', () => {
  test('summary: the cost names rotations if they were not read', () => {
    const key = aRecord({ cost: { key: 1, basis: 'base', requests: null } })
    expect(line(saving({}, [key]), 'Cost')).toMatch(/, requests and rotations not included$/)
  })

  test('summary: the cost does not name rotations because of a key that could not be described', () => {
    const unreadable = anUnreadableRecord({ cost: { key: null, basis: 'base', requests: null } })
    expect(line(saving({}, [aRecord(), unreadable]), 'Cost')).toMatch(/a year\), requests not included$/)
  })

  test('summary: the cost is given by month and by year, with separators', () => {
    expect(line(saving(), 'Cost')).toBe('$1,234.50 a month ($14,814.00 a year), requests not included')
  })

  test.each([
    ['may be more', true],
    ['is exact', false],
  ])('summary: a cost that %s says so', (_, is_lower_bound) =>
    expect(line(saving({ is_lower_bound }), 'Cost')?.startsWith('at least ')).toBe(is_lower_bound),
  )
})

test('summary: it warns of deletion by last use alone wherever it calls keys unused', () => {
  expect(headlineOf(saving())).toMatch(/Last use alone is not proof: EBS/)
  expect(render(table, aReport())).not.toContain('EBS')
})

describe('summary: keys in use that AWS is about to delete', () => {
  const doomed = aRecord({
    key_state: 'PendingDeletion',
    enabled: false,
    disposition: 'in_use',
    deletion_date: '2026-12-07T10:00:00Z',
  })

  test('summary: a key in use that is pending deletion is named with the day', () => {
    expect(line(aReport({ keys: [doomed] }), 'Warning')).toBe(
      `${doomed.aliases[0]} (${doomed.key_id.slice(0, 8)}, eu-west-1) is pending deletion on 2026-12-07, ` +
        'but was used in the last 90 days',
    )
  })

  test('summary: several keys in use that are pending deletion are counted, and three named', () => {
    expect(line(aReport({ keys: [doomed, doomed, doomed, doomed] }), 'Warning')).toMatch(
      /^4 keys are pending deletion, but were used in the last 90 days: .* and 1 more$/,
    )
  })

  test.each([
    ['in use that stays', aRecord({ disposition: 'in_use' })],
    ['unused that goes', aRecord({ ...doomed, disposition: 'stale' })],
  ])('summary: a key %s needs no warning', (_, key) => expect(line(aReport({ keys: [key] }), 'Warning')).toBeNull())
})

test.each([
  ['>= 2026-01-22 02:00 UTC', true],
  ['2026-01-22 02:14 UTC', false],
])('summary: the meaning of >= is explained if it is shown (%s)', (last_used, isSaid) => {
  expect(line(aReport({ keys: [aRecord({ last_used })] }), '>= date') !== null).toBe(isSaid)
})

test('summary: >= of only unused keys says that they were not used recently', () => {
  const key = aRecord({ last_used: '>= 2026-01-22 02:00 UTC', disposition: 'stale' })
  expect(line(aReport({ keys: [key] }), '>= date')).toBe(
    'used at that time or later, but not in the last 90 days; the exact time is unknown',
  )
})

describe('summary of gaps', () => {
  const gap = hostileReport.gaps[1]
  const ofKey = gap === undefined ? [] : [gap]
  const gaps = ofKey.map(each => ({ ...each, key_id: null }))

  test.each([
    ['Regions', { region: 'us-east-1' }],
    ['accounts', { account_id: '444455556666' }],
    ['account-Region pairs', { region: 'us-east-1', account_id: '444455556666' }],
  ])('summary: missing places are counted in %s', (unit, other) => {
    const report = inPlaces([aPlace(), aPlace({ ...other, status: 'unreachable' })], { gaps })
    expect(line(report, 'Incomplete')).toBe(`1 of 2 ${unit} did not answer; 1 gap (details: -o json)`)
  })

  test('summary: partial results are counted', () => {
    expect(line(inPlaces([aPlace({ status: 'partial' })], { gaps }), 'Incomplete')).toMatch(
      /^eu-west-1 gave partial results; 1 gap/,
    )
  })

  test.each([
    [
      'one Region of several',
      [aPlace(), aPlace({ region: 'us-east-1', status: 'partial' })],
      'us-east-1 gave partial results',
    ],
    [
      'beside one that did not answer',
      [aPlace({ status: 'unreachable' }), aPlace({ region: 'us-east-1', status: 'partial' })],
      '1 of 2 Regions did not answer, 1 gave partial results',
    ],
  ] as const)('summary: partial results of %s', (_, places, words) => {
    expect(line(inPlaces([...places], { gaps }), 'Incomplete')).toBe(`${words}; 1 gap (details: -o json)`)
  })

  test('summary: a few keys that could not be read are named with the denied operations', () => {
    const key = aRecord({ key_id: gap?.key_id ?? '' })
    const other = ofKey.map(each => ({ ...each, operation: 'kms:GetKeyLastUsage' }))
    expect(line(aReport({ keys: [key], gaps: [...ofKey, ...other] }), 'Incomplete')).toBe(
      `kms:DescribeKey and kms:GetKeyLastUsage denied for ${key.aliases[0]} (${key.key_id.slice(0, 8)}); ` +
        '2 gaps (details: -o json)',
    )
  })

  test('summary: a key without an alias or a description is named by the start of its ID', () => {
    const key = anUnreadableRecord({ key_id: gap?.key_id ?? '', aliases: [] })
    expect(line(aReport({ keys: [key], gaps: ofKey }), 'Incomplete')).toBe(
      `kms:DescribeKey denied for ${key.key_id.slice(0, 8)}; 1 gap (details: -o json)`,
    )
  })

  test('summary: as much of an ID is shown as distinguishes the keys', () => {
    const [id, twin] = ['12345678-1111-1111-1111-111111111111', '12345678-2222-1111-1111-111111111111']
    const keys = [aRecord({ key_id: id }), aRecord({ key_id: twin })]
    const ofFirst = ofKey.map(each => ({ ...each, key_id: id }))
    expect(line(aReport({ keys, gaps: ofFirst }), 'Incomplete')).toContain('(12345678-1)')
  })

  test('summary: many keys that could not be read are counted', () => {
    const many = [1, 2, 3].flatMap(number => ofKey.map(each => ({ ...each, key_id: `${number}` })))
    expect(line(aReport({ gaps: many }), 'Incomplete')).toBe('3 gaps (details: -o json)')
  })

  test('summary: without gaps there is no line about them', () => expect(line(aReport(), 'Incomplete')).toBeNull())
})

const scoped = (manager: 'customer' | 'aws' | 'all', status: 'complete' | 'unreachable' = 'complete'): Report =>
  aReport({ keys: [], scope: { manager, sources: ['kms'], places: [aPlace({ status, keys: 0 })] } })

describe('summary without keys', () => {
  test.each([
    ['customer managed keys are asked for', scoped('customer'), 'No customer managed keys found.'],
    ['AWS managed keys are asked for', scoped('aws'), 'No AWS managed keys found.'],
    ['a place did not answer', scoped('all', 'unreachable'), 'No keys found in the Regions that could be read.'],
    [
      'others were not asked for',
      {
        ...scoped('all'),
        scope: { ...scoped('all').scope, only: ['stale'] },
        summary: summaryOf([unusedKey]),
      },
      'No keys match --only stale (1 key scanned).',
    ],
  ])('summary: if %s, a sentence replaces the table', (_, report, sentence) => {
    const text = render(table, report)
    expect(text.startsWith(`${sentence}\n\n`)).toBe(true)
    expect(text).not.toContain('Key ID')
  })
})

describe('summary of unverified CloudTrail', () => {
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

  test('summary: unverified CloudTrail is named if the last use of keys depends on it', () => {
    const why = 'no use in CloudTrail, but CloudTrail had no event with which to verify the search by key ARN'
    expect(summary(silent('cloudtrail', true))).toBe(`1 key has ${why}`)
    expect(summary(silent('cloudtrail', true), silent('cloudtrail+kms', true))).toBe(`2 keys have ${why}`)
  })

  test.each([
    ['it was tested', silent('cloudtrail', false)],
    ['KMS alone decides', silent('kms', true)],
    ['the last use was not asked for', aRecord()],
  ])('summary: unverified CloudTrail is not named if %s', (_, key) => {
    expect(summary(key)).toBeNull()
  })
})
