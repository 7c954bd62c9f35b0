import { expect, test } from 'vitest'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import type { ReadinessRecord } from '../../../src/model/retirement/retirement.ts'
import { readinessContext } from '../../../src/retirement/readiness/context.ts'
import { readinessOf, REASON_RULES } from '../../../src/retirement/readiness/readiness-of.ts'
import { aRecord, anUnreadableRecord, SILENT } from '../../formats/a-report.ts'
import { aDatabase, aDependent, aReadyKey, aSweptReport, OTHER, OWN, OWN_POLICY } from '../ready-key.ts'

const judge = (key: KeyRecord, others: readonly KeyRecord[] = [], report: Partial<Report> = {}): ReadinessRecord =>
  readinessOf(key, readinessContext(aSweptReport([key, ...others], report)))

const found = (record: ReadinessRecord): string[] => record.reasons.map(({ id, level }) => `${level} ${id}`)

test('readiness: a key without use, dependents, grants or doubts is ready, with no reason', () => {
  expect(judge(aReadyKey())).toEqual({ readiness: 'ready', reasons: [] })
})

const aGrant = (grantee_principal: string) => ({
  grant_id: 'abc',
  name: null,
  grantee_principal,
  retiring_principal: null,
  issuing_account: null,
  operations: ['Decrypt'],
  constraints: null,
  created_at: null,
})

const deny = (more: Record<string, unknown>) => ({
  ...OWN_POLICY,
  Statement: [
    ...OWN_POLICY.Statement,
    { Effect: 'Deny', Principal: '*', Action: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'], Resource: '*', ...more },
  ],
})
const idleFor = (days: string) =>
  deny({ Condition: { NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': days } } })
const { evidence, ...noEvidence } = SILENT
const withEvidence = (more: object) => ({
  usage: { ...aReadyKey().usage, evidence: [{ ...aReadyKey().usage?.evidence[0], ...more }] } as NonNullable<
    KeyRecord['usage']
  >,
})

test.each<[what: string, different: Partial<KeyRecord>, reason: string]>([
  ['an AWS managed key', { key_manager: 'AWS' }, 'blocked aws-managed'],
  ['a key pending deletion', { key_state: 'PendingDeletion' }, 'blocked pending-deletion'],
  ['a key without material', { key_state: 'PendingImport' }, 'blocked other-state'],
  ['a recorded key', { inventory: { source: 'config:org@eu-west-1', recorded_at: null } }, 'blocked recorded-only'],
  [
    'a use 10 days ago',
    { usage: { ...noEvidence, evidence, status: 'used', last_used_at: '2026-11-10T00:00:00Z', source: 'kms' } },
    'blocked used-recently',
  ],
  ['a use that only one source shows', withEvidence({ last_used_at: '2026-11-10T00:00:00Z' }), 'blocked used-recently'],
  ['unknown use', { disposition: 'unknown' }, 'blocked evidence-unknown'],
  ['no source', { usage: undefined as never }, 'blocked evidence-unknown'],
  ['a short memory', { disposition: 'silent' }, 'review silent'],
  [
    'a last use after which there may be another',
    {
      disposition: 'stale',
      usage: { ...aReadyKey().usage, at_least: true, last_used_at: '2026-01-22T00:00:00Z' } as never,
    },
    'review used-later',
  ],
  [
    'a call that was refused',
    withEvidence({ refused_at: '2026-11-10T00:00:00Z', refused_error: 'DisabledException' }),
    'blocked still-called',
  ],
  ['a database', { dependents: [aDatabase()] }, 'blocked dependent-fails-soon'],
  ['a volume', { dependents: [aDependent()] }, 'review dependent-fails-later'],
  [
    'a resource with unknown consequences',
    { dependents: [aDependent({ when_unusable: 'unknown' })] },
    'blocked dependent-effect-unknown',
  ],
  [
    'data of a bucket that needed the key in 2024',
    { data_of: [{ type: 's3-bucket', singular: 'S3 bucket', id: 'invoices', last_seen_on: '2024-02-17' }] },
    'review data-needed-key',
  ],
  ['a report without dependents', { dependents: undefined as never }, 'review sweep-not-done'],
  [
    'a type that was refused',
    { dependents_gaps: [{ type: 'secret', reason: 'denied', message: '' }] },
    'review sweep-incomplete',
  ],
  ['a grant of a service', { grants: [aGrant('rds.eu-west-1.amazonaws.com')] }, 'blocked service-grant'],
  ['refused grants', { grants: null }, 'blocked unknown-grants'],
  ['a part of the grants', { grants: [], grants_total: 5000 }, 'blocked unknown-grants'],
  ['no grants in the report', { grants: undefined as never }, 'review unread-grants'],
  ['a refused policy', { key_policy: null }, 'blocked unknown-policy'],
  ['a policy that is not valid', { key_policy: '{' }, 'blocked unknown-policy'],
  ['no policy in the report', { key_policy: undefined }, 'review unread-policy'],
  ['a Deny for everyone', { key_policy: deny({}) }, 'blocked deletion-denied'],
  ['a guard whose days are not over', { key_policy: idleFor('365') }, 'blocked deletion-denied'],
  [
    'a Deny for all but a role',
    { key_policy: deny({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${OWN}:role/Admin` } }) },
    'review deletion-limited',
  ],
  [
    'a Deny by the name of the role',
    { key_policy: deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Admin` } } }) },
    'review deletion-limited',
  ],
  [
    'a Deny without MFA',
    { key_policy: deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }) },
    'review deletion-limited',
  ],
  ['an asymmetric key', { key_spec: 'RSA_2048' }, 'review asymmetric'],
  ['a downloaded public key', withEvidence({ public_key_read_at: '2026-06-01T00:00:00Z' }), 'review public-key-read'],
  [
    'a signature',
    {
      disposition: 'stale',
      usage: { ...SILENT, status: 'used', last_used_at: '2026-06-01T00:00:00Z', operation: 'Sign' },
    },
    'review has-signed',
  ],
  ['imported material', { origin: 'EXTERNAL' }, 'review imported-material'],
  [
    'a policy for another account',
    { key_policy: { Statement: [{ ...OWN_POLICY.Statement[0], Principal: { AWS: OTHER } }] } },
    'review cross-account',
  ],
  ['a grant for another account', { grants: [aGrant(`arn:aws:iam::${OTHER}:role/app`)] }, 'review cross-account'],
  ['a young key', { disposition: 'new', created_at: '2026-11-18T00:00:00Z' }, 'review created-lately'],
  ['a key that was enabled again', withEvidence({ disabled_at: '2026-11-01T00:00:00Z' }), 'review enabled-lately'],
  ['a production tag', { tags: [{ TagKey: 'Environment', TagValue: 'Production' }] }, 'review production'],
  ['a Terraform tag', { tags: [{ TagKey: 'ManagedBy', TagValue: 'Terraform' }] }, 'review owned-by-code'],
  ['refused tags', { tags: null }, 'review unread-tags'],
  ['sources that disagree', { usage: { ...aReadyKey().usage, disagreement: 'x' } as never }, 'review sources-disagree'],
  [
    'CloudTrail alone, unverified',
    withEvidence({ source: 'cloudtrail', unverified: true }),
    'review evidence-unverified',
  ],
])('readiness: %s is found, and decides', (_, different, reason) => {
  const record = judge(aReadyKey(different))
  expect(found(record)).toContain(reason)
  expect(record.readiness).toBe(reason.split(' ')[0])
})

test.each([
  ['a guard whose days are over', idleFor('90')],
  [
    'a guard of shorter waiting periods',
    deny({
      Action: 'kms:ScheduleKeyDeletion',
      Condition: { NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' } },
    }),
  ],
  ['a Deny for one role', deny({ Principal: { AWS: `arn:aws:iam::${OWN}:role/app` } })],
  ['a Deny that has expired', deny({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } })],
])('readiness: %s leaves a key ready', (_, key_policy) => {
  expect(judge(aReadyKey({ key_policy }))).toEqual({ readiness: 'ready', reasons: [] })
})

test('readiness: a key that could not be described is blocked', () => {
  expect(found(judge(anUnreadableRecord()))).toContain('blocked not-described')
})

const mrk = (region: string, different: Partial<KeyRecord> = {}): KeyRecord =>
  aReadyKey({ key_id: 'mrk-1', region, multi_region: true, multi_region_type: 'REPLICA', ...different })

test('readiness: a multi-Region key is blocked while a related key is in use', () => {
  const used = mrk('us-east-1', { disposition: 'in_use', usage: aRecord().usage as never })
  const own = mrk('eu-west-1', { primary_key_arn: used.key_arn, disposition: 'in_use' })
  const { reasons } = judge(own, [used])
  expect(reasons.map(({ id }) => id)).toEqual(['family-in-use'])
  expect(reasons[0]?.text).toContain('in us-east-1')
})

test('readiness: a multi-Region key is blocked while a related key was not audited, and the Regions to add are named', () => {
  const { reasons } = judge(mrk('eu-west-1', { primary_key_arn: mrk('us-east-1').key_arn }))
  expect(reasons.map(({ id }) => id)).toEqual(['family-not-audited'])
  expect(reasons[0]?.clears).toContain('-r eu-west-1,us-east-1')
})

test('readiness: a key that the policy of another key names is for review', () => {
  const key = aReadyKey()
  const naming = aReadyKey({
    key_id: '0a1b2c3d-0002-4000-8000-000000000002',
    key_policy: { Statement: [{ ...OWN_POLICY.Statement[0], Resource: [key.key_arn] }] },
  })
  expect(found(judge(key, [naming]))).toEqual(['review named-by-policy'])
})

test.each([
  ['of the key', { key_id: aReadyKey().key_id, region: 'eu-west-1', operation: 'kms:ListResourceTags' }],
  ['of evidence in its Region', { key_id: null, region: 'eu-west-1', operation: 'cloudtrail:LookupEvents' }],
])('readiness: a gap %s is for review', (_, gap) => {
  const gaps = [{ account_id: OWN, reason: 'denied', message: '', ...gap } as const]
  expect(found(judge(aReadyKey(), [], { gaps }))).toEqual(['review not-all-read'])
})

test('readiness: blocking reasons come first', () => {
  const { reasons } = judge(aReadyKey({ dependents: [aDependent(), aDatabase()], origin: 'EXTERNAL' }))
  expect(reasons.map(({ level }) => level)).toEqual(['blocked', 'review', 'review'])
})

test('readiness: a sweep with a refused type never says that there are no dependents', () => {
  const gap = { type: 'secret', reason: 'denied', message: '' } as const
  const { reasons } = judge(aReadyKey({ dependents_gaps: [gap] }))
  expect(reasons[0]?.text).toBe('No reference was found in 7 of 8 types of resources. Could not be read: secrets.')
})

test('readiness: reasons have different ids, and say when they apply', () => {
  const ids = REASON_RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
