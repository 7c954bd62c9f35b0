import { describe, expect, test } from 'vitest'
import { diffReports } from '../../src/history/diff-reports.ts'
import { costText } from '../../src/formats/diff/shared/savings-texts.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import type { ReportDiff } from '../../src/model/history/report-diff.ts'
import { aPlace, aRecord, aReport, anUnreadableRecord } from '../formats/a-report.ts'

const OLD_TIME = '2026-10-20T06:00:00Z'
const old = (different: Partial<Report> = {}): Report => aReport({ generated_at: OLD_TIME, ...different })
const diff = (before: Report, after: Report): ReportDiff => diffReports(before, after, { old: 'old', new: 'new' })

/** The differences between two states of the one key of a report. */
const ofKey = (before: Partial<KeyRecord>, after: Partial<KeyRecord>): ReportDiff =>
  diff(old({ keys: [aRecord(before)] }), aReport({ keys: [aRecord(after)] }))

const shown = ({ changes }: ReportDiff): string[] => changes.map(({ change, detail }) => `${change}: ${detail}`)

const GAP = {
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: null,
  operation: 'kms:ListKeys',
  reason: 'throttled' as const,
  message: '',
}

const GRANT = {
  grant_id: 'a',
  name: null,
  grantee_principal: 'arn:aws:iam::111122223333:role/app',
  retiring_principal: null,
  issuing_account: null,
  operations: ['Decrypt', 'Encrypt'],
  constraints: null,
  created_at: null,
}

test('diff: a report does not differ from itself', () => {
  expect(diff(old(), aReport())).toMatchObject({ changes: [], findings: [], not_comparable: [], left_out: [] })
})

test.each<[what: string, before: Partial<KeyRecord>, after: Partial<KeyRecord>, shown: string[]]>([
  [
    'a key that is no longer used',
    {},
    { disposition: 'stale', last_used: '2026-08-01 10:00 UTC' },
    ['newly_unused: was in_use, now stale; last used: 2026-08-01 10:00 UTC'],
  ],
  [
    'a key that is used again',
    { disposition: 'silent' },
    {},
    ['used_again: was silent, now in_use; last used: 2026-11-19 09:05 UTC'],
  ],
  [
    'an AWS managed key that is used again',
    { disposition: 'silent', key_manager: 'AWS' },
    { key_manager: 'AWS' },
    ['verdict_changed: was silent, now in_use; last used: 2026-11-19 09:05 UTC'],
  ],
  [
    'a key whose deletion was scheduled',
    {},
    { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T00:00:00Z' },
    ['deletion_scheduled: was Enabled, now PendingDeletion, deletion on 2026-12-01'],
  ],
  [
    'a key whose deletion was canceled',
    { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T00:00:00Z' },
    { key_state: 'Disabled', enabled: false },
    ['deletion_canceled: was PendingDeletion, now Disabled'],
  ],
  [
    'another day of deletion',
    { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T00:00:00Z' },
    { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-09T00:00:00Z' },
    ['state_changed: PendingDeletion: deletion was on 2026-12-01, now on 2026-12-09'],
  ],
  [
    'another time of deletion on the same day',
    { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T00:00:00Z' },
    { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T00:05:00Z' },
    ['state_changed: PendingDeletion: deletion was on 2026-12-01 00:00 UTC, now on 2026-12-01 00:05 UTC'],
  ],
  [
    'another second at which key material expires',
    { origin: 'EXTERNAL', valid_to: '2026-12-01T00:00:01Z' },
    { origin: 'EXTERNAL', valid_to: '2026-12-01T00:00:02Z' },
    ['key_material_changed: expiry was 2026-12-01T00:00:01Z, now 2026-12-01T00:00:02Z'],
  ],
  [
    'a higher price',
    {},
    { cost: { key: 2, basis: 'with_rotations', requests: 0 } },
    ['cost_increased: was $1.00, now $2.00 a month'],
  ],
  ['other aliases', {}, { aliases: ['alias/b', 'alias/c'] }, ['aliases_changed: + alias/b and alias/c, - alias/app']],
  ['aliases in another order', { aliases: ['alias/b', 'alias/a'] }, { aliases: ['alias/a', 'alias/b'] }, []],
  ['another description', {}, { description: 'New' }, ['description_changed: was "Encrypts the orders", now "New"']],
  [
    'rotation that was turned off',
    { key_rotation_enabled: true, rotation: { period_in_days: 365, next_rotation_date: null, rotations: [] } },
    { key_rotation_enabled: false, rotation: { period_in_days: null, next_rotation_date: null, rotations: [] } },
    ['rotation_changed: was on every 365 days, now off'],
  ],
  [
    'another tag',
    { tags: [{ TagKey: 'team', TagValue: 'a' }] },
    { tags: [{ TagKey: 'team', TagValue: 'b' }] },
    ['tags_changed: + team=b, - team=a'],
  ],
  [
    'a new grant',
    { grants: [] },
    { grants: [GRANT] },
    ['grants_changed: + arn:aws:iam::111122223333:role/app: Decrypt and Encrypt'],
  ],
  ['the same grant with another ID', { grants: [GRANT] }, { grants: [{ ...GRANT, grant_id: 'b' }] }, []],
])('diff: it shows %s', (_, before, after, expected) => expect(shown(ofKey(before, after))).toEqual(expected))

describe('what is not a difference', () => {
  test.each<[what: string, before: Partial<KeyRecord>, after: Partial<KeyRecord>, reason: string]>([
    ['a use that was unknown before', { disposition: 'unknown' }, {}, 'the last use is unknown in the old report'],
    [
      'a use that is unknown now',
      { disposition: 'stale' },
      { disposition: 'unknown' },
      'the last use is unknown in the new report',
    ],
    ['grants that were denied', { grants: [GRANT] }, { grants: null }, 'unknown in the new report'],
    [
      'a price with rotations',
      { cost: { key: 1, basis: 'base', requests: null } },
      { cost: { key: 3, basis: 'with_rotations', requests: null } },
      'only the new report counted rotations',
    ],
    [
      'grants that were not all saved',
      { grants: [], grants_total: 2000 },
      { grants: [] },
      'the old report contains only some of the grants of this key',
    ],
  ])('diff: %s is not comparable, and the reason is listed', (_, before, after, reason) => {
    const { changes, not_comparable } = ofKey(before, after)
    expect({ changes, reasons: not_comparable.map(one => one.reason) }).toEqual({ changes: [], reasons: [reason] })
  })

  test('diff: a key that can no longer be described changed nothing', () => {
    const { changes, not_comparable } = diff(old(), aReport({ keys: [anUnreadableRecord()] }))
    expect(changes).toEqual([])
    expect(not_comparable.map(({ subject }) => subject)).toContain('state')
  })

  test('diff: a fact that only one report has is not recorded, and not a change', () => {
    const { changes, not_recorded } = ofKey({}, { tags: [{ TagKey: 'team', TagValue: 'a' }] })
    expect(changes).toEqual([])
    expect(not_recorded).toContainEqual({ subject: 'tags', not_in: 'old' })
    expect(not_recorded).toContainEqual({ subject: 'policy', not_in: 'both' })
  })

  test('diff: reports that count other days as unused do not decide who is unused', () => {
    const after = aReport({ unused_days: 180, keys: [aRecord({ disposition: 'stale' })] })
    const { changes, not_comparable } = diff(old(), after)
    expect(changes).toEqual([])
    expect(not_comparable[0]?.reason).toBe('the reports count 90 and 180 days without use as unused')
  })
})

describe('a key that only one report has', () => {
  const two = [aRecord(), aRecord({ key_id: 'other', disposition: 'stale' })]

  test('diff: a key is gone if its Region was listed completely', () => {
    const { changes, savings } = diff(old({ keys: two }), aReport())
    expect(shown({ changes } as ReportDiff)).toEqual(['key_gone: was stale, $1.00 a month'])
    expect(savings).toMatchObject({ realized_monthly: 1, realized_keys: 1, old_monthly_cost: 2, new_monthly_cost: 1 })
  })

  test.each<[what: string, after: Partial<Report>]>([
    ['not all keys could be listed', { gaps: [GAP] }],
    ['the account has a gap in listing keys', { gaps: [{ ...GAP, region: null }] }],
    ['the Region did not answer', { scope: { ...aReport().scope, places: [aPlace({ status: 'unreachable' })] } }],
  ])('diff: a key is not gone if %s', (_, after) => {
    const { changes, not_comparable, savings } = diff(old({ keys: two }), aReport(after))
    expect(changes).toEqual([])
    expect(not_comparable).toMatchObject([{ subject: 'presence', key_ids: ['other'] }])
    expect(savings.realized_keys).toBe(0)
  })

  test.each<[what: string, scope: Partial<Report['scope']>]>([
    ['only some keys were selected', { keys: ['alias/app'] }],
    ['the report was saved with --only', { only: ['in_use'] }],
    ['keys were excluded', { places: [aPlace({ left_out: { exclude_key: 1 } })] }],
    ['keys were selected by tags', { places: [aPlace({ left_out: { tag: 1 } })] }],
    ['customer managed keys were not audited', { manager: 'aws' }],
    ['its Region was not audited', { places: [aPlace({ region: 'us-east-1' })] }],
  ])('diff: a key is left out if %s', (_, scope) => {
    const after = aReport({ scope: { ...aReport().scope, ...scope } })
    const { changes, left_out } = diff(old({ keys: two }), after)
    expect(changes).toEqual([])
    expect(left_out).toMatchObject([{ only_in: 'old', region: 'eu-west-1', keys: 1 }])
  })

  test('diff: a key is new if the old report listed its Region completely', () => {
    expect(shown(diff(old(), aReport({ keys: two })))).toEqual(['new_key: created on 2026-01-05, stale, $1.00 a month'])
  })

  test('diff: a key that was created later is new, although the old report has gaps', () => {
    const young = aRecord({ key_id: 'other', created_at: '2026-11-01T00:00:00Z' })
    const { changes } = diff(old({ gaps: [GAP] }), aReport({ keys: [aRecord(), young] }))
    expect(changes.map(({ change }) => change)).toEqual(['new_key'])
  })

  test('diff: an older key is not new if the old report has gaps', () => {
    const { changes, not_comparable } = diff(old({ gaps: [GAP] }), aReport({ keys: two }))
    expect({ changes, subjects: not_comparable.map(({ subject }) => subject) }).toEqual({
      changes: [],
      subjects: ['presence'],
    })
  })
})

test('diff: reports in the wrong order are marked', () => {
  expect(diff(aReport(), old()).is_reversed).toBe(true)
  expect(diff(old(), aReport()).is_reversed).toBe(false)
})

test('diff: a key of which one report counted the rotations is in neither total', () => {
  const { savings } = diff(
    old({ keys: [aRecord({ cost: { key: 1, basis: 'base', requests: null } }), aRecord({ key_id: 'other' })] }),
    aReport({
      keys: [aRecord({ cost: { key: 3, basis: 'with_rotations', requests: null } }), aRecord({ key_id: 'other' })],
    }),
  )
  expect(savings).toMatchObject({ old_monthly_cost: 1, new_monthly_cost: 1, cost_not_compared_keys: 1 })
  expect(costText(savings, 2)).toBe(
    '$1.00 a month before, $1.00 now, without 1 key: only one report has their price, or counted their rotations' +
      ' (at least: some prices are not known in full)',
  )
})

test('diff: the record of a new key has its last use in lower case', () => {
  const { changes } = diff(old({ keys: [] }), aReport({ keys: [aRecord({ last_used: 'Never' })] }))
  expect(changes[0]?.new).toMatchObject({ last_used: 'never' })
})
