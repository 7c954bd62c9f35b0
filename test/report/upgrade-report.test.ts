import { expect, test } from 'vitest'
import { upgradeReport } from '../../src/report/upgrade-report.ts'
import type { Report } from '../../src/model/report/report.ts'
import { aFinding } from '../formats/a-finding.ts'
import { aRecord, aReport, summaryOf } from '../formats/a-report.ts'

/** As versions without these fields wrote it. */
function older(report: Report): Report {
  const { is_lower_bound: _, ...savings } = report.savings
  const keys = report.keys.map(({ findings_unknown: __, ...key }) => key)
  return { ...report, savings, keys } as unknown as Report
}

test('older report: ids of undecided checks leave the list of failed ones', () => {
  const keys = [aRecord({ findings: ['policy-public', 'rotation-off'] })]
  const findings = [aFinding({ check: 'rotation-off' }), aFinding({ check: 'policy-public', status: 'unknown' })]
  expect(upgradeReport(older(aReport({ keys, findings }))).keys).toMatchObject([
    { findings: ['rotation-off'], findings_unknown: ['policy-public'] },
  ])
})

test('older report: a key without findings has two empty lists', () => {
  expect(upgradeReport(older(aReport())).keys).toMatchObject([{ findings: [], findings_unknown: [] }])
})

const base = { key: 1, basis: 'base', requests: null } as const
test.each<[string, Partial<Report>, boolean]>([
  ['rotations of a key were not read', { keys: [aRecord({ cost: base })] }, true],
  ['rotations of a free key were not read', { keys: [aRecord({ cost: { ...base, key: 0 } })] }, false],
  ['keys are not shown', { keys: [], summary: summaryOf([aRecord()]) }, true],
  ['everything was read', {}, false],
])('older report: whether the cost is a lower bound when %s', (_, different, isLowerBound) => {
  expect(upgradeReport(older(aReport(different))).savings.is_lower_bound).toBe(isLowerBound)
})

test('older report: a report of this version stays as it is', () => {
  const report = aReport()
  expect(upgradeReport(report)).toBe(report)
})
