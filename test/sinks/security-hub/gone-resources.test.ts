import { expect, test } from 'vitest'
import type { ExistingFinding } from '../../../src/aws/security-hub/get-findings.ts'
import { asffId } from '../../../src/formats/asff/asff-id.ts'
import type { AssessmentKind } from '../../../src/model/assessments/assessment.ts'
import { findingsReport } from '../../../src/model/assessments/findings-report.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { resolutionsIn } from '../../../src/sinks/security-hub/resolution.ts'
import { aFinding } from '../../formats/a-finding.ts'

const PLACE = { account_id: '111122223333', region: 'eu-west-1', status: 'complete' as const, keys: 0 }
const secret = (id: string, rest: Partial<Finding> = {}): Finding =>
  aFinding({
    check: 'secret-unused',
    account_id: PLACE.account_id,
    region: PLACE.region,
    key_id: null,
    resource: { type: 'AWS::SecretsManager::Secret', id, arn: null },
    ...rest,
  })
const policy = (id: string, rest: Partial<Finding> = {}): Finding =>
  secret(id, { region: null, check: 'iam-wide', resource: { type: 'AWS::IAM::Policy', id, arn: null }, ...rest })

const resultOf = (findings: Finding[], kind: AssessmentKind = 'secrets'): Report => {
  const { keys: _, ...place } = PLACE
  const scope = {
    places: [{ ...place, account_name: null, partition: 'aws' }],
    checks: ['secret-unused', 'iam-wide'],
    check_details: {},
  }
  return findingsReport({
    kind,
    schema_version: 1,
    tool_version: '1.0.0',
    generated_at: '2026-11-20T14:30:00Z',
    scope,
    gaps: [],
    findings,
  })
}

const existing = (finding: Finding): ExistingFinding => ({
  id: asffId(finding),
  generatorId: `kms-audit/${finding.check}`,
  isActive: true,
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: 0,
  title: 'x',
  resource: { type: 'AwsSecretsManagerSecret', id: 'x' },
  keyManager: null,
  regions: null,
})
const why = (finding: Finding, report: Report, place = PLACE): string | null =>
  resolutionsIn(report)(place)(existing(finding))?.why ?? null

test('resolution: a secret that a complete result does not contain no longer exists', () =>
  expect(why(secret('team/orders'), resultOf([secret('other')]))).toBe('The resource no longer exists.'))

test('resolution: a secret in a Region that was read in part stays a finding', () => {
  const partial = { ...PLACE, status: 'partial' as never }
  expect(why(secret('team/orders'), resultOf([]), partial)).toBeNull()
})

test('resolution: a rule that the check no longer reports for a secret is solved', () => {
  const report = resultOf([secret('team/orders', { status: 'pass' })])
  expect(why(secret('team/orders', { rule: 'old' }), report)).toBe('The check no longer reports this for the resource.')
})

test('resolution: what happened stays a finding when a later window does not contain it', () =>
  expect(why(secret('team/orders'), resultOf([], 'activity'))).toBeNull())

test.each([
  ['was judged', policy('other', { status: 'pass' }), 'The resource no longer exists.'],
  ['could not be judged', policy('other', { status: 'unknown' }), null],
])('resolution: a global resource that is gone, in an account that %s', (_, other, expected) =>
  expect(why(policy('wide'), resultOf([other]))).toBe(expected),
)

test('resolution: a resource of a type that was not read stays a finding', () => {
  const read = (types: string[]): Report => ({ ...resultOf([], 'compliance'), resource_types: types }) as Report
  expect(why(secret('team/orders'), read(['AWS::EC2::Volume']))).toBeNull()
  expect(why(secret('team/orders'), read(['AWS::SecretsManager::Secret']))).toBe('The resource no longer exists.')
})
