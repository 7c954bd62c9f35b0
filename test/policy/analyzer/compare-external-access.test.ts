import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unknown as notKnown } from '../../../src/model/fact.ts'
import type { AnalyzerFindingRecord } from '../../../src/model/report/external-access.ts'
import type { GrantRecord } from '../../../src/model/report/report.ts'
import { compareExternalAccess, type ExternalAccess } from '../../../src/policy/analyzer/compare-external-access.ts'
import { readKeyPolicy } from '../../../src/policy/key-policy.ts'

const OWN = '111122223333'
const KEY = `arn:aws:kms:eu-west-1:${OWN}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const ACCOUNT_ANALYZER = { arn: `arn:aws:access-analyzer:eu-west-1:${OWN}:analyzer/account`, zone: 'account' } as const
const ORGANIZATION = { arn: `arn:aws:access-analyzer:eu-west-1:${OWN}:analyzer/org`, zone: 'organization' } as const

const allow = (Principal: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action: 'kms:Decrypt',
  Resource: '*',
  ...(Condition && { Condition }),
})
const policyOf = (...Statement: object[]) =>
  readKeyPolicy({ Version: '2012-10-17', Statement }, { keyArn: KEY, now: 0 })
const OTHER = allow({ AWS: 'arn:aws:iam::444455556666:root' })
const ROOT = allow({ AWS: `arn:aws:iam::${OWN}:root` })

const finding = (given: Partial<AnalyzerFindingRecord> = {}): AnalyzerFindingRecord => ({
  id: 'f-1',
  analyzer: ACCOUNT_ANALYZER.arn,
  status: 'active',
  error: null,
  analyzed_at: '2026-11-28T10:00:00Z',
  principal: { AWS: '444455556666' },
  condition: {},
  actions: ['kms:Decrypt'],
  is_public: false,
  resource_control_policy: null,
  ...given,
})

const grantTo = (grantee: string): GrantRecord => ({
  grant_id: 'g',
  name: null,
  grantee_principal: grantee,
  retiring_principal: null,
  issuing_account: null,
  operations: ['Decrypt'],
  constraints: null,
  created_at: null,
})

const compare = (given: Partial<ExternalAccess>) =>
  compareExternalAccess({
    account: OWN,
    analyzers: [ACCOUNT_ANALYZER],
    findings: [],
    policy: policyOf(ROOT),
    grants: [],
    ...given,
  })

/** `agree: 444455556666 both` */
const inShort = (given: Partial<ExternalAccess>): string => {
  const { agreement, callers } = compare(given)
  return [`${agreement}:`, ...callers.map(({ caller, found_by }) => `${caller} ${found_by}`)].join(' ')
}

describe('external access', () => {
  test.each<[what: string, given: Partial<ExternalAccess>, expected: string]>([
    ['no access on either side', {}, 'agree:'],
    ['the same account', { policy: policyOf(OTHER), findings: [finding()] }, 'agree: 444455556666 both'],
    [
      'a role in place of its account',
      {
        policy: policyOf(allow({ AWS: 'arn:aws:iam::444455556666:role/app' })),
        findings: [finding({ principal: { AWS: 'arn:aws:iam::444455556666:role/app' } })],
      },
      'agree: 444455556666 both',
    ],
    [
      'everyone under kms:CallerAccount',
      {
        policy: policyOf(allow('*', { StringEquals: { 'kms:CallerAccount': '444455556666' } })),
        findings: [finding({ principal: { AWS: '*' }, condition: { 'kms:CallerAccount': '444455556666' } })],
      },
      'agree: 444455556666 both',
    ],
    [
      'an organization',
      {
        policy: policyOf(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } })),
        findings: [finding({ principal: { AWS: '*' }, condition: { 'aws:PrincipalOrgID': 'o-exampleorg' } })],
      },
      'agree: organization o-exampleorg both',
    ],
    [
      'everyone',
      {
        policy: policyOf(allow('*', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } })),
        findings: [finding({ principal: { AWS: '*' }, is_public: true })],
      },
      'agree: * both',
    ],
    ['a grant', { grants: [grantTo('arn:aws:iam::444455556666:role/vault')] }, 'differ: 444455556666 kms-audit'],
    [
      'other actions of the same account',
      { policy: policyOf(OTHER), findings: [finding({ actions: ['kms:CreateGrant'] })] },
      'differ: 444455556666 both',
    ],
    ['only a policy', { policy: policyOf(OTHER) }, 'differ: 444455556666 kms-audit'],
    ['only a finding', { findings: [finding()] }, 'differ: 444455556666 analyzer'],
    ['a service, which is left out', { findings: [finding({ principal: { Service: 's3.amazonaws.com' } })] }, 'agree:'],
    ['no analyzer', { analyzers: [], policy: policyOf(OTHER) }, 'not_analyzed: 444455556666 kms-audit'],
    [
      'a key that the analyzer may not read',
      { findings: [finding({ error: 'ACCESS_DENIED', principal: {} })] },
      'not_analyzed:',
    ],
    ['unread findings', { findings: null, policy: policyOf(OTHER) }, 'unknown: 444455556666 kms-audit'],
    ['an unread policy', { policy: null, findings: [finding()] }, 'unknown: 444455556666 analyzer'],
    ['a policy that is not JSON', { policy: notKnown('it is not JSON') }, 'unknown:'],
    ['unread grants', { grants: null }, 'unknown:'],
  ])('external access: %s is compared', (_, given, expected) => {
    expect(inShort(given)).toBe(expected)
  })

  test.each<[what: string, given: Partial<ExternalAccess>, reason: string]>([
    ['a grant', { grants: [grantTo('arn:aws:iam::444455556666:role/v')] }, 'A grant gives this access'],
    [
      'a condition',
      { policy: policyOf(allow({ AWS: '444455556666' }, { Bool: { 'aws:SecureTransport': 'true' } })) },
      'under conditions',
    ],
    ['an organization analyzer', { policy: policyOf(OTHER), analyzers: [ORGANIZATION] }, 'zone of trust'],
    ['an archived finding', { policy: policyOf(OTHER), findings: [finding({ status: 'archived' })] }, 'archived'],
    [
      'a Deny',
      {
        policy: policyOf(OTHER, { ...allow({ AWS: '444455556666' }), Principal: '*', Effect: 'Deny' }),
        findings: [finding()],
      },
      'A Deny statement',
    ],
    [
      'an action that only AWS lists',
      { policy: policyOf(OTHER), findings: [finding({ actions: ['kms:Decrypt', 'kms:CreateGrant'] })] },
      'IAM Access Analyzer also lists kms:CreateGrant.',
    ],
    [
      'an action that AWS does not list',
      { policy: policyOf({ ...OTHER, Action: ['kms:Decrypt', 'kms:Encrypt'] }), findings: [finding()] },
      'IAM Access Analyzer does not list kms:Encrypt.',
    ],
    [
      'a resource control policy',
      { policy: policyOf(OTHER), findings: [finding({ resource_control_policy: 'APPLIED' })] },
      'A resource control policy limits the access',
    ],
    ['an access that is gone', { findings: [finding()] }, 'analyzed the key on 2026-11-28'],
  ])('reason of a difference: %s is named', (_, given, reason) => {
    expect(compare(given).callers.map(each => each.reason)).toEqual([expect.stringContaining(reason)])
  })

  test('external access: a side that was not read never leads to agreement', () => {
    const someAccess = fc.record({
      findings: fc.constantFrom(null, [], [finding()]),
      grants: fc.constantFrom(null, [], [grantTo('arn:aws:iam::444455556666:role/v')]),
      policy: fc.constantFrom(null, policyOf(ROOT), policyOf(OTHER), notKnown('not JSON')),
      analyzers: fc.constantFrom([], [ACCOUNT_ANALYZER], [ORGANIZATION]),
    })
    fc.assert(
      fc.property(someAccess, given => {
        const { agreement, why } = compare(given)
        const isRead = given.findings !== null && given.grants !== null && given.policy?.known === true
        if (!isRead || given.analyzers.length === 0) expect(['unknown', 'not_analyzed']).toContain(agreement)
        expect(why === null).toBe(agreement === 'agree' || agreement === 'differ')
      }),
    )
  })
})

test('finding of IAM Access Analyzer: an account in a condition counts only if it is one', () => {
  const odd = finding({ principal: { AWS: '*' }, condition: { 'kms:CallerAccount': '444455556666, 555566667777' } })
  expect(inShort({ findings: [odd] })).toBe('differ: 444455556666 analyzer 555566667777 analyzer')
})
