import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { describe, expect, test } from 'vitest'
import { toAsff } from '../../src/formats/asff/asff-finding.ts'
import { asffId } from '../../src/formats/asff/asff-id.ts'
import { safeText } from '../../src/lib/text/safe-text.ts'
import type { AsffFinding } from '../../src/formats/asff/asff-finding.ts'
import asff from '../../src/formats/asff.ts'
import { subjectsIn } from '../../src/formats/finding/subject.ts'
import type { Finding } from '../../src/model/finding.ts'
import { aFinding, aMutedFinding, findings, reportWith } from './a-finding.ts'
import { aRecord, aReport } from './a-report.ts'
import { render } from './render.ts'

const report = reportWith()
/** That this compiles is a test too: the SDK knows the shape. */
const one = (finding: Finding): AwsSecurityFinding & AsffFinding => toAsff(subjectsIn(report)(finding), report)
const rendered = (JSON.parse(render(asff, report)) as { Findings: AsffFinding[] }).Findings

test('asff: findings have the form that batch-import-findings accepts', () => {
  expect(rendered).toHaveLength(findings.length - 1)
  expect(JSON.parse(render(asff, aReport()))).toEqual({ Findings: [] })
})

test('asff: texts of an account never exceed the documented limits', () => {
  expect(new Set(rendered.map(({ Id }) => Id)).size).toBe(rendered.length)
  for (const finding of rendered) {
    expect(finding.Id.length).toBeLessThanOrEqual(512)
    expect(finding.ProductArn).toMatch(/^arn:[\w-]+:securityhub:[\w-]+:\d{12}:product\/\d{12}\/default$/)
    expect(finding.Title.length).toBeLessThanOrEqual(256)
    expect(finding.Description.length).toBeLessThanOrEqual(1024)
    expect(finding.Remediation?.Recommendation.Text.length ?? 1).toBeLessThanOrEqual(512)
    expect(finding.Resources).toHaveLength(1)
    expect(Buffer.byteLength(JSON.stringify(finding))).toBeLessThan(240_000)
    for (const text of textsOf(finding)) expect(text).toMatch(/\S/)
  }
})

const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

test.each<[what: string, finding: Finding, compliance: string, state: string, label: string]>([
  ['a failure', aFinding(), 'FAILED', 'ACTIVE', 'CRITICAL'],
  ['what could not be judged', aFinding({ status: 'unknown' }), 'WARNING', 'ACTIVE', 'CRITICAL'],
  ['what holds', aFinding({ status: 'pass' }), 'PASSED', 'ARCHIVED', 'INFORMATIONAL'],
  ['what does not apply', aFinding({ status: 'not_applicable' }), 'NOT_AVAILABLE', 'ARCHIVED', 'INFORMATIONAL'],
  ['a muted failure', aMutedFinding(), 'FAILED', 'ARCHIVED', 'CRITICAL'],
])('asff: status and severity of %s', (_, finding, compliance, state, label) => {
  expect(one(finding)).toMatchObject({
    Compliance: { Status: compliance },
    RecordState: state,
    Severity: { Label: label },
  })
})

describe('asff IDs', () => {
  test('asff: an ID names the check, account, Region and key', () =>
    expect(asffId(aFinding({ rule: 'no-old keys' }))).toBe(
      `kms-audit/policy-public/111122223333/eu-west-1/${aFinding().key_id}/no-old keys`,
    ))

  test.each([
    ['too long', ['x'.repeat(600), `${'x'.repeat(600)}y`, `${'x'.repeat(600)}z`]],
    ['too long, in pairs of surrogates', ['😀'.repeat(300), `${'😀'.repeat(300)}y`, `x${'😀'.repeat(300)}`]],
    ['full of control characters', ['a\u001b[31m\n', String.raw`a\u{1b}[31m\n`, 'a\u001b[31m\u202e']],
  ])('asff: an ID that is %s stays unique, short and safe', (_, rules) => {
    const ids = rules.map(rule => asffId(aFinding({ rule })))
    expect(new Set(ids).size).toBe(rules.length)
    for (const id of ids) {
      expect(id.length).toBeLessThanOrEqual(512)
      expect(safeText(id)).toBe(id)
      expect(id).toMatch(/^kms-audit\/policy-public\/111122223333\/eu-west-1\//)
    }
  })

  test('asff: an ID stays the same when the detail changes', () => {
    expect(asffId(aFinding({ status: 'pass', detail: 'Other', severity: 'low' }))).toBe(asffId(aFinding()))
  })

  test.each<[what: string, different: Partial<Finding>]>([
    ['check', { check: 'x' }],
    ['key', { key_id: 'x' }],
    ['Region', { region: 'x' }],
    ['account', { account_id: 'x' }],
    ['rule', { rule: 'x' }],
  ])('asff: an ID differs for another %s', (_, different) => {
    expect(asffId(aFinding(different))).not.toBe(asffId(aFinding()))
  })
})

test('asff: a finding is sent to the partition of the key', () => {
  const key = aRecord({ region: 'us-gov-west-1', key_arn: 'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/x' })
  const there = aReport({ keys: [key] })
  const finding = toAsff(subjectsIn(there)(aFinding({ region: key.region })), there)
  expect(finding.ProductArn).toMatch(/^arn:aws-us-gov:securityhub:us-gov-west-1:/)
  expect(finding.Resources[0]).toMatchObject({ Id: key.key_arn, Partition: 'aws-us-gov' })
})

test('asff: for a key without a row, the Region decides the partition', () => {
  expect(one(aFinding({ region: 'cn-north-1' })).Resources[0]?.Id).toBe(
    `arn:aws-cn:kms:cn-north-1:111122223333:key/${aRecord().key_id}`,
  )
})

test('asff: a finding about an account is sent to the first of its Regions', () => {
  const finding = one(aFinding({ region: null, key_id: null }))
  expect(finding.ProductArn).toMatch(/:eu-west-1:/)
  expect(finding.Resources).toEqual([
    { Type: 'AwsAccount', Id: 'AWS::::Account:111122223333', Partition: 'aws', Region: 'eu-west-1' },
  ])
})

test('asff: the resource describes the key without blank texts, which Security Hub rejects', () => {
  const [resource] = one(aFinding()).Resources
  expect(resource?.Tags).toEqual({ env: 'prod', hostile: expect.any(String) })
  expect(resource?.Details?.AwsKmsKey).toMatchObject({ CreationDate: 1767600000, KeyRotationStatus: true })
  expect(one(aFinding({ region: 'us-east-1' })).Resources[0]?.Details?.AwsKmsKey).not.toHaveProperty('Description')
})

test('asff: a finding names the controls of its check', () => {
  expect(one(aFinding()).Compliance.RelatedRequirements).toContain('CIS AWS Foundations 7.0/2.21')
})

describe('asff recommendations', () => {
  const textOf = (different: Partial<Finding>) => one(aFinding(different)).Remediation?.Recommendation.Text
  const remedy = `aws kms revoke-grant --key-id ${'k'.repeat(380)}`

  test('asff: a recommendation has the advice and the command', () =>
    expect(textOf({ advice: 'First this.\nThen that.', remedy })).toBe(`First this. Then that. ${remedy}`))

  test('asff: a recommendation leaves the advice out if both are too long', () =>
    expect(textOf({ advice: 'a'.repeat(200), remedy })).toBe(remedy))

  test('asff: a recommendation never has half a command', () => {
    const text = textOf({ advice: 'First this.', remedy: `${remedy} && ${remedy}` })
    expect(text).toBe('First this. For the commands, run kms-audit with -o json.')
  })
})
