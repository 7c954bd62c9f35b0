import { expect, test } from 'vitest'
import { diffReports } from '../../src/history/diff-reports.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Report } from '../../src/model/report/report.ts'
import type { ReportDiff } from '../../src/model/history/report-diff.ts'
import { aFinding, aMutedFinding } from '../formats/a-finding.ts'
import { aReport } from '../formats/a-report.ts'

const report = (findings: readonly Finding[], different: Partial<Report> = {}): Report =>
  aReport({ findings: [...findings], ...different })
const diff = (old: Report, now: Report): ReportDiff => diffReports(old, now, { old: 'a', new: 'b' })

const FAIL = aFinding()
const PASS = aFinding({ status: 'pass', detail: '' })
const UNKNOWN = aFinding({ status: 'unknown', detail: 'Access denied' })

test.each<[what: string, old: Finding, now: Finding, change: string | null]>([
  ['a finding that passed before is new', PASS, FAIL, 'new_finding'],
  ['a finding that passes now is resolved', FAIL, PASS, 'finding_resolved'],
  ['a finding that is unknown now is not resolved', FAIL, UNKNOWN, 'finding_changed'],
  ['a finding that was unknown before is not new', UNKNOWN, FAIL, 'finding_changed'],
  ['a finding that was muted is changed', FAIL, aMutedFinding(), 'finding_changed'],
  ['a finding of another severity is changed', FAIL, aFinding({ severity: 'low' }), 'finding_changed'],
  ['a finding with other details is the same', FAIL, aFinding({ detail: 'Other words.' }), null],
])('findings of two reports: %s', (_, old, now, change) =>
  expect(diff(report([old]), report([now])).findings.map(one => one.change)).toEqual(change === null ? [] : [change]),
)

test('findings of two reports: the finding of a key that is gone is resolved', () => {
  const { findings } = diff(
    report([FAIL]),
    report([], { keys: [], scope: { ...aReport().scope, checks: [FAIL.check] } }),
  )
  expect(findings).toMatchObject([{ change: 'finding_resolved', detail: 'The key is gone.' }])
})

test('findings of two reports: a check that ran for one report alone is named, and its findings are not new', () => {
  const { findings, not_recorded } = diff(report([aFinding({ check: 'other', status: 'pass' })]), report([FAIL]))
  expect(findings).toEqual([])
  expect(not_recorded.filter(({ subject }) => subject === 'findings')).toEqual([
    { subject: 'findings', not_in: 'old', checks: ['policy-public'] },
    { subject: 'findings', not_in: 'new', checks: ['other'] },
  ])
})

test('findings of two reports: severities that one report left out are named, and not resolved', () => {
  const low = aFinding({ severity: 'low' })
  const scope = { ...aReport().scope, checks: [low.check] }
  const { findings, not_recorded } = diff(
    report([low], { scope }),
    report([], { scope: { ...scope, severity: 'high' } }),
  )
  expect(findings).toEqual([])
  expect(not_recorded).toContainEqual({ subject: 'findings', not_in: 'new', less_severe_than: 'high' })
})

test.each<[what: string, now: readonly Finding[], detail: string]>([
  ['passes', [PASS], 'The check passes now.'],
  ['no longer applies', [{ ...PASS, status: 'not_applicable' }], 'The check does not apply any more.'],
  ['is not in the new report', [], 'The check finds nothing now.'],
])('findings of two reports: a resolved finding says that the check %s', (_, now, detail) => {
  const scope = { ...aReport().scope, checks: [FAIL.check] }
  const { findings } = diff(report([FAIL], { scope }), report(now, { scope }))
  expect(findings).toMatchObject([{ change: 'finding_resolved', detail }])
})

const resource = { type: 'AWS::IAM::Role', id: 'reports', arn: 'arn:aws:iam::111122223333:role/reports' }
const ofRole = aFinding({ check: 'iam-decrypt-all', region: null, key_id: null, resource })
const ofAccount = aFinding({
  check: 'iam-decrypt-all',
  region: null,
  key_id: null,
  status: 'unknown',
  detail: 'Denied.',
})
const roles = (...findings: Finding[]): Report =>
  report(findings, { scope: { ...aReport().scope, checks: ['iam-decrypt-all'] } })

test('findings of two reports: the findings of two roles of an account are two findings', () => {
  const other = { ...ofRole, resource: { ...resource, id: 'exports' } }
  expect(diff(roles(ofRole), roles(other)).findings).toMatchObject([
    { change: 'new_finding', resource: { id: 'exports' } },
    { change: 'finding_resolved', resource: { id: 'reports' }, detail: 'The check finds nothing now.' },
  ])
})

test('findings of two reports: what became of a role is unknown if the policies of its account could not be read', () => {
  expect(diff(roles(ofRole), roles(ofAccount)).findings).toContainEqual(
    expect.objectContaining({ change: 'finding_changed', resource, old: 'fail', new: 'unknown', detail: 'Denied.' }),
  )
  expect(diff(roles(ofAccount), roles(ofRole)).findings).toContainEqual(
    expect.objectContaining({ change: 'finding_changed', resource, old: 'unknown', new: 'fail' }),
  )
})
