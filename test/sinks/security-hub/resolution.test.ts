import { expect, test } from 'vitest'
import type { ExistingFinding } from '../../../src/aws/security-hub/get-findings.ts'
import type { GapRecord, PlaceRecord, Report, Scope } from '../../../src/model/report.ts'
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

const held = (id: string, rest: Partial<ExistingFinding> = {}): ExistingFinding => ({
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
const gone = held(`kms-audit/rotation-off/${account_id}/${region}/gone`)
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

test('a key that is not among all keys of the place is gone', () => expect(why(gone)).toBe('The key no longer exists.'))

test.each<[why: string, report: Report]>([
  ['the check did not run', reportWith({ checks: ['alias-missing'] })],
  ['nobody says which checks ran', reportWith({ checks: undefined as never })],
  ['only some keys were asked for', reportWith({ keys: ['alias/a'] })],
  ['keys of another manager were asked for', reportWith({ manager: 'aws' })],
  ['the listing broke off', reportWith({}, { gaps: [gap({})] })],
  [
    'credentials were lost',
    reportWith({}, { gaps: [gap({ region: null, operation: 'kms:DescribeKey', reason: 'expired' })] }),
  ],
  ['rows were left out of the report', reportWith({}, { keys: [] })],
])('nothing is proven where %s', (_, report) => expect(why(gone, report)).toBeNull())

test.each<[why: string, report: Report]>([
  [
    'another key could not be read',
    reportWith({}, { gaps: [gap({ key_id: key.key_id, operation: 'kms:DescribeKey' })] }),
  ],
  [
    'CloudTrail was refused',
    reportWith({}, { gaps: [gap({ operation: 'cloudtrail:LookupEvents', reason: 'denied' })] }),
  ],
  ['another Region could not be listed', reportWith({}, { gaps: [gap({ region: 'eu-north-1' })] })],
  ['all managers were asked for', reportWith({ manager: 'all' })],
])('it is proven although %s', (_, report) => expect(why(gone, report)).not.toBeNull())

test('a key whose manager is not known is proven gone only among the keys of all managers', () => {
  const unknown = { ...gone, keyManager: null }
  expect(why(unknown)).toBeNull()
  expect(why(unknown, reportWith({ manager: 'all' }))).not.toBeNull()
})

test('a place that did not answer proves nothing', () => {
  const place: PlaceRecord = { ...PLACE, status: 'unreachable', keys: 0 }
  expect(why(gone, reportWith({ places: [place] }, { keys: [] }), place)).toBeNull()
})

test('of a key that is there, what its check says in other words now is over; what nobody judged is not', () => {
  const other = held(`kms-audit/rotation-off/${account_id}/${region}/${key.key_id}/that`)
  expect(why(other)).toBe('The check no longer reports this for the key.')
  expect(why(other, reportWith({}, { findings: [] }))).toBeNull()
})

test('that a check could not tell anything of a key proves nothing of it', () => {
  const denial = held(`kms-audit/opa/${account_id}/${region}/${key.key_id}/old-age`)
  const judged = (rest: Parameters<typeof aFinding>[0]) =>
    reportWith(
      { checks: ['opa'] },
      { findings: [aFinding({ check: 'opa', account_id, region, key_id: key.key_id, ...rest })] },
    )
  expect(why(denial, judged({ status: 'pass' }))).not.toBeNull()
  expect(why(denial, judged({ status: 'unknown' }))).toBeNull()
  expect(why(denial, judged({ status: 'muted', muted: { status: 'unknown', reason: 'x', expires: null } }))).toBeNull()
})

test('a report that was narrowed to a severity proves nothing of what it does not say, but where nothing is to be said', () => {
  const other = held(`kms-audit/rotation-off/${account_id}/${region}/${key.key_id}/that`)
  const said = { check: 'rotation-off', account_id, region, key_id: key.key_id }
  const narrowed = (rest: Parameters<typeof aFinding>[0]) =>
    why(other, reportWith({ severity: 'critical' }, { findings: [aFinding({ ...said, ...rest })] }))
  expect(narrowed({ rule: 'this' })).toBeNull()
  expect(narrowed({ status: 'muted', muted: { status: 'fail', reason: 'x', expires: null } })).toBeNull()
  expect(narrowed({ status: 'pass' })).not.toBeNull()
})

test.each([
  ['pass', 'PASSED', { status: 'pass' }],
  ['fail for another reason', 'PASSED', { rule: 'that' }],
  [
    'be accepted for another reason',
    'PASSED',
    { status: 'muted', muted: { status: 'fail', reason: 'x', expires: null } },
  ],
  ['be none that is judged', 'NOT_AVAILABLE', { status: 'not_applicable' }],
] as const)('a reason that is none any more is told by what the key is now: to %s is %s', (_, status, now) => {
  const found = aFinding({ check: 'opa', account_id, region, key_id: key.key_id, ...now })
  const ending = (id: string) =>
    resolutionsIn(reportWith({ checks: ['opa'] }, { findings: [found] }))(PLACE)(held(id))?.compliance
  expect(ending(`kms-audit/opa/${account_id}/${region}/${key.key_id}/old-age`)).toBe(status)
  // That nobody could tell was no reason.
  expect(ending(`kms-audit/opa/${account_id}/${region}/${key.key_id}`)).toBe('NOT_AVAILABLE')
  expect(ending(`kms-audit/opa/${account_id}/${region}/gone/old-age`)).toBe('NOT_AVAILABLE')
})

test.each([
  ['another account', `kms-audit/rotation-off/444455556666/${region}/gone`],
  ['another Region', `kms-audit/rotation-off/${account_id}/eu-north-1/gone`],
  ['no key', 'kms-audit/rotation-off'],
])('an Id of %s proves nothing', (_, id) => expect(why(held(id))).toBeNull())

test('nothing is proven of what is said of a whole account', () =>
  expect(why(held(`kms-audit/rotation-off/${account_id}`))).toBeNull())
