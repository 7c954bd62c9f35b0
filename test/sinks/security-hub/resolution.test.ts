import { expect, test } from 'vitest'
import type { ExistingFinding } from '../../../src/aws/security-hub/get-findings.ts'
import type { GapRecord, PlaceRecord, Report, Scope } from '../../../src/model/report/report.ts'
import { resolutionsIn } from '../../../src/sinks/security-hub/resolution.ts'
import { aFinding } from '../../formats/a-finding.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'

const key = aRecord()
const { account_id, region } = key
const PLACE: PlaceRecord = { account_id, region, status: 'complete', keys: 1 }

function reportWith(scope: Partial<Scope> = {}, rest: Partial<Report> = {}): Report {
  const whole: Scope = { manager: 'customer', sources: [], places: [PLACE], checks: ['rotation-off'], ...scope }
  const findings = [aFinding({ check: 'rotation-off', account_id, region, key_id: key.key_id, rule: 'this' })]
  return aReport({ keys: [key], findings, gaps: [], ...rest, scope: whole })
}

const existing = (id: string, rest: Partial<ExistingFinding> = {}): ExistingFinding => ({
  id,
  generatorId: `kms-audit/${id.split('/')[1]}`,
  isActive: true,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: 0,
  title: 'x',
  resource: { type: 'AwsKmsKey', id: 'x' },
  keyManager: 'CUSTOMER',
  regions: null,
  ...rest,
})
const deleted = existing(`kms-audit/rotation-off/${account_id}/${region}/gone`)
const gap = (rest: Partial<GapRecord>): GapRecord => ({
  account_id,
  region,
  key_id: null,
  operation: 'kms:ListKeys',
  reason: 'partial',
  message: '',
  ...rest,
})
const why = (one: ExistingFinding, report = reportWith(), place = PLACE): string | null =>
  resolutionsIn(report)(place)(one)?.why ?? null

test('resolution: a key that is not among all keys of its place no longer exists', () =>
  expect(why(deleted)).toBe('The key no longer exists.'))

test.each<[why: string, report: Report]>([
  ['the check did not run', reportWith({ checks: ['alias-missing'] })],
  ['the report does not say which checks ran', reportWith({ checks: undefined as never })],
  ['only some keys were audited', reportWith({ keys: ['alias/a'] })],
  ['keys of another manager were audited', reportWith({ manager: 'aws' })],
  ['not all keys were listed', reportWith({}, { gaps: [gap({})] })],
  [
    'the credentials expired',
    reportWith({}, { gaps: [gap({ region: null, operation: 'kms:DescribeKey', reason: 'expired' })] }),
  ],
  ['keys were left out of the report', reportWith({}, { keys: [] })],
])('resolution: the report does not show that a key was deleted if %s', (_, report) =>
  expect(why(deleted, report)).toBeNull(),
)

test.each<[why: string, report: Report]>([
  [
    'another key could not be read',
    reportWith({}, { gaps: [gap({ key_id: key.key_id, operation: 'kms:DescribeKey' })] }),
  ],
  [
    'CloudTrail was denied',
    reportWith({}, { gaps: [gap({ operation: 'cloudtrail:LookupEvents', reason: 'denied' })] }),
  ],
  ['another Region could not be listed', reportWith({}, { gaps: [gap({ region: 'eu-north-1' })] })],
  ['keys of all managers were audited', reportWith({ manager: 'all' })],
])('resolution: the report shows that a key was deleted although %s', (_, report) =>
  expect(why(deleted, report)).not.toBeNull(),
)

test('resolution: a key with an unknown manager was deleted only if keys of all managers were audited', () => {
  const unknown = { ...deleted, keyManager: null }
  expect(why(unknown)).toBeNull()
  expect(why(unknown, reportWith({ manager: 'all' }))).not.toBeNull()
})

test('resolution: a place that did not answer resolves nothing', () => {
  const place: PlaceRecord = { ...PLACE, status: 'unreachable', keys: 0 }
  expect(why(deleted, reportWith({ places: [place] }, { keys: [] }), place)).toBeNull()
})

test('resolution: another rule of the same check is resolved if the check gave an answer for the key', () => {
  const other = existing(`kms-audit/rotation-off/${account_id}/${region}/${key.key_id}/that`)
  expect(why(other)).toBe('The check no longer reports this for the key.')
  expect(why(other, reportWith({}, { findings: [] }))).toBeNull()
})

test('resolution: a check without an answer for a key resolves nothing', () => {
  const denial = existing(`kms-audit/opa/${account_id}/${region}/${key.key_id}/old-age`)
  const judged = (rest: Parameters<typeof aFinding>[0]) =>
    reportWith(
      { checks: ['opa'] },
      { findings: [aFinding({ check: 'opa', account_id, region, key_id: key.key_id, ...rest })] },
    )
  expect(why(denial, judged({ status: 'pass' }))).not.toBeNull()
  expect(why(denial, judged({ status: 'unknown' }))).toBeNull()
  expect(why(denial, judged({ status: 'muted', muted: { status: 'unknown', reason: 'x', expires: null } }))).toBeNull()
})

test('resolution: a report narrowed to a severity resolves a rule only if the check passes', () => {
  const other = existing(`kms-audit/rotation-off/${account_id}/${region}/${key.key_id}/that`)
  const own = { check: 'rotation-off', account_id, region, key_id: key.key_id }
  const narrowed = (rest: Parameters<typeof aFinding>[0]) =>
    why(other, reportWith({ severity: 'critical' }, { findings: [aFinding({ ...own, ...rest })] }))
  expect(narrowed({ rule: 'this' })).toBeNull()
  expect(narrowed({ status: 'muted', muted: { status: 'fail', reason: 'x', expires: null } })).toBeNull()
  expect(narrowed({ status: 'pass' })).not.toBeNull()
})

test.each([
  ['passes', 'PASSED', { status: 'pass' }],
  ['fails for another rule', 'PASSED', { rule: 'that' }],
  ['is muted for another rule', 'PASSED', { status: 'muted', muted: { status: 'fail', reason: 'x', expires: null } }],
  ['is not checked any more', 'NOT_AVAILABLE', { status: 'not_applicable' }],
] as const)('resolution: if a key %s, a rule that is no longer reported is %s', (_, status, now) => {
  const found = aFinding({ check: 'opa', account_id, region, key_id: key.key_id, ...now })
  const ending = (id: string) =>
    resolutionsIn(reportWith({ checks: ['opa'] }, { findings: [found] }))(PLACE)(existing(id))?.compliance
  expect(ending(`kms-audit/opa/${account_id}/${region}/${key.key_id}/old-age`)).toBe(status)
  // Without a rule, the finding said that the check had no answer.
  expect(ending(`kms-audit/opa/${account_id}/${region}/${key.key_id}`)).toBe('NOT_AVAILABLE')
  expect(ending(`kms-audit/opa/${account_id}/${region}/gone/old-age`)).toBe('NOT_AVAILABLE')
})

test.each([
  ['another account', `kms-audit/rotation-off/444455556666/${region}/gone`],
  ['another Region', `kms-audit/rotation-off/${account_id}/eu-north-1/gone`],
  ['no key', 'kms-audit/rotation-off'],
])('resolution: an Id of %s resolves nothing', (_, id) => expect(why(existing(id))).toBeNull())

test('resolution: account findings are resolved by findings alone', () =>
  expect(why(existing(`kms-audit/rotation-off/${account_id}`))).toBeNull())
