import { describe, expect, test } from 'vitest'
import aliasMissing from '../../src/checks/names/alias-missing.ts'
import aliasUnclear from '../../src/checks/names/alias-unclear.ts'
import type { Check } from '../../src/checks/check.ts'
import descriptionMissing from '../../src/checks/names/description-missing.ts'
import disabledStillCalled from '../../src/checks/life-cycle/disabled-still-called.ts'
import environmentMismatch from '../../src/checks/names/environment-mismatch.ts'
import grantCrossAccount from '../../src/checks/grants/grant-cross-account.ts'
import { checks } from '../../src/checks/index.ts'
import { judge } from '../../src/findings/judge.ts'
import keyUnused from '../../src/checks/life-cycle/key-unused.ts'
import pendingDeletionInUse from '../../src/checks/life-cycle/pending-deletion-in-use.ts'
import pendingDeletion from '../../src/checks/life-cycle/pending-deletion.ts'
import rotationOff from '../../src/checks/rotation/rotation-off.ts'
import trailMissing from '../../src/checks/trails/trail-missing.ts'
import { SEVERITIES } from '../../src/model/finding.ts'
import type { GapRecord, KeyRecord, Report } from '../../src/model/report/report.ts'
import { anUnreadableRecord, aPlace, aRecord, aReport } from '../formats/a-report.ts'
import { aGrant, aTrail, SETTINGS } from '../checks/judge-check.ts'

const all: Check[] = await Promise.all(Object.values(checks).map(async load => (await load()).default))

const told = ({ findings = [] }: Report): string[] =>
  findings.map(({ status, severity, account_id, region, key_id, check }) =>
    [status, severity, account_id, region ?? '-', key_id ?? '-', check].join(' '),
  )

test('judge: a check is named for its file, and says what and why without a word that scripts count', () => {
  expect(all.map(({ id }) => id)).toEqual(Object.keys(checks))
  for (const { id, title, why, severity } of all) {
    expect(SEVERITIES).toContain(severity)
    expect(title, id).toMatch(/^[A-Z][^.]*[^.]$/)
    expect(why, id).toMatch(/^[A-Z].*\.$/)
    expect(title + why, id).not.toContain('Never')
  }
})

test('judge: findings are sorted worst first, then by account, Region, key and check', () => {
  const keys = [
    aRecord({ key_id: 'b', aliases: [], description: '' }),
    aRecord({ key_id: 'a', region: 'us-east-1', aliases: [], key_rotation_enabled: true }),
    aRecord({ key_id: 'a', key_rotation_enabled: false }),
    aRecord({ key_id: 'z', account_id: '123456789012', key_state: 'PendingDeletion' }),
  ]
  const selected = [rotationOff, pendingDeletion, descriptionMissing, aliasMissing]
  expect(told(judge(aReport({ keys }), selected, SETTINGS))).toEqual([
    'fail high 123456789012 eu-west-1 z pending-deletion',
    'fail medium 111122223333 eu-west-1 a rotation-off',
    'fail low 111122223333 eu-west-1 b alias-missing',
    'fail low 111122223333 us-east-1 a alias-missing',
    'fail info 111122223333 eu-west-1 b description-missing',
    'unknown medium 111122223333 eu-west-1 b rotation-off',
    'pass high 111122223333 eu-west-1 a pending-deletion',
    'pass high 111122223333 eu-west-1 b pending-deletion',
    'pass high 111122223333 us-east-1 a pending-deletion',
    'pass medium 111122223333 us-east-1 a rotation-off',
    'pass low 111122223333 eu-west-1 a alias-missing',
    'pass info 111122223333 eu-west-1 a description-missing',
    'pass info 111122223333 us-east-1 a description-missing',
    'not_applicable medium 123456789012 eu-west-1 z rotation-off',
    'not_applicable low 123456789012 eu-west-1 z alias-missing',
    'not_applicable info 123456789012 eu-west-1 z description-missing',
  ])
})

test('judge: each key lists the checks that fail, worst first, apart from those that could not be decided', () => {
  const keys = [
    aRecord({ key_id: 'b', aliases: [], description: '', findings: ['of-an-older-run'] }),
    aRecord({ key_id: 'a', key_rotation_enabled: true }),
  ]
  const judged = judge(aReport({ keys }), [descriptionMissing, aliasMissing, rotationOff], SETTINGS)
  expect(judged.keys).toMatchObject([
    { key_id: 'b', findings: ['alias-missing', 'description-missing'], findings_unknown: ['rotation-off'] },
    { key_id: 'a', findings: [], findings_unknown: [] },
  ])
})

test('judge: the report that was judged is not changed', () => {
  const report = aReport({ keys: [aRecord({ aliases: [] })] })
  const before = structuredClone(report)
  judge(report, all, SETTINGS)
  expect(report).toEqual(before)
})

const NO_ALIASES: GapRecord = {
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: null,
  operation: 'kms:ListAliases',
  reason: 'denied',
  message: 'Access denied: kms:ListAliases',
}

test('judge: a key that cannot be described is unknown to all checks, with the reason', () => {
  const keys = [anUnreadableRecord({ aliases: [] }), aRecord({ key_id: 'readable' })]
  const judged = judge(aReport({ keys, gaps: [NO_ALIASES] }), all, SETTINGS)
  const ofKey = judged.findings?.filter(({ key_id }) => key_id === keys[0]?.key_id) ?? []
  const keyChecks = all.filter(({ scope }) => scope === 'key')
  expect(ofKey).toHaveLength(keyChecks.length)
  for (const { status, detail } of ofKey) {
    expect([status, detail]).toEqual(['unknown', 'Access denied for key description'])
  }
  expect(judged.keys[0]?.findings).toEqual([])
  expect(judged.keys[0]?.findings_unknown).toHaveLength(keyChecks.length)
  expect(judged.findings?.some(({ key_id }) => key_id === 'readable')).toBe(true)
})

test('judge: facts that were read without the description are judged', () => {
  const grants = [aGrant({ grantee_principal: 'arn:aws:iam::444455556666:root' })]
  const judged = judge(aReport({ keys: [anUnreadableRecord({ grants })] }), [grantCrossAccount, aliasMissing], SETTINGS)
  expect(judged.keys[0]).toMatchObject({ findings: ['grant-cross-account'], findings_unknown: [] })
})

describe('of a key that cannot be described, each fact is judged by the call that read it:', () => {
  const used = { status: 'used', last_used_at: '2026-11-20T14:30:00Z' } as const
  const usage = { ...(anUnreadableRecord().usage as NonNullable<KeyRecord['usage']>), ...used }
  test.each<[what: string, check: Check, key: Partial<KeyRecord>, status: string]>([
    ['no alias, in a list that was read', aliasMissing, { aliases: [] }, 'fail'],
    ['an alias', aliasMissing, { aliases: ['alias/orders'] }, 'pass'],
    ['an alias that says nothing', aliasUnclear, { aliases: ['alias/key1'] }, 'fail'],
    [
      'an alias and tags that disagree',
      environmentMismatch,
      { aliases: ['alias/orders-prod'], tags: [{ TagKey: 'env', TagValue: 'dev' }] },
      'fail',
    ],
    ['a recent use', keyUnused, { disposition: 'in_use', usage }, 'pass'],
    ['silence: the key may be scheduled for deletion', keyUnused, { disposition: 'silent', usage }, 'unknown'],
    ['its state', pendingDeletion, {}, 'unknown'],
    ['its state, although its use is known', pendingDeletionInUse, { disposition: 'in_use', usage }, 'unknown'],
    ['its state, although its refused calls are known', disabledStillCalled, { usage }, 'unknown'],
    ['its description', descriptionMissing, {}, 'unknown'],
  ])(
    'judge: of a key that cannot be described, each fact is judged by the call that read it: %s',
    (_, check, key, status) => {
      const { findings = [] } = judge(aReport({ keys: [anUnreadableRecord(key)] }), [check], SETTINGS)
      expect(findings.map(each => each.status)).toEqual([status])
    },
  )
})

test('judge: an AWS managed key that cannot be described is not applicable', () => {
  const keys = [anUnreadableRecord({ key_manager: 'AWS', aliases: ['alias/aws/s3'] })]
  const { findings = [] } = judge(aReport({ keys }), all, SETTINGS)
  expect(new Set(findings.filter(({ key_id }) => key_id !== null).map(({ status }) => status))).toEqual(
    new Set(['not_applicable']),
  )
})

test('judge: trail checks have one finding for each account, however many Regions and keys it has', () => {
  const report = aReport()
  report.scope.places = [
    aPlace(),
    aPlace({ region: 'us-east-1' }),
    aPlace({ account_id: '123456789012', region: 'us-east-1', status: 'unreachable' }),
    aPlace({ account_id: '444455556666' }),
  ]
  report.scope.trails = { '111122223333': { 'eu-west-1': [], 'us-east-1': [] }, '444455556666': { 'eu-west-1': null } }
  report.gaps = [
    {
      account_id: '444455556666',
      region: 'eu-west-1',
      key_id: null,
      operation: 'cloudtrail:DescribeTrails',
      reason: 'denied',
      message: 'Access denied: cloudtrail:DescribeTrails',
    },
  ]
  const { findings = [] } = judge(report, [trailMissing], SETTINGS)
  expect(
    findings.map(({ account_id, region, key_id, status, detail }) => [account_id, region, key_id, status, detail]),
  ).toEqual([
    ['111122223333', null, null, 'fail', 'No trail records events in eu-west-1 and us-east-1.'],
    ['123456789012', null, null, 'unknown', 'The trails of this account were not read.'],
    ['444455556666', null, null, 'unknown', 'Access denied: cloudtrail:DescribeTrails'],
  ])
})

test('judge: a saved report without the trails of each Region leaves the trail checks unknown', () => {
  const report = aReport({ keys: [] })
  report.scope.trails = { '111122223333': [aTrail()] as never }
  const { findings = [] } = judge(report, [trailMissing], SETTINGS)
  expect(findings.map(({ status, detail }) => [status, detail])).toEqual([
    ['unknown', 'The report does not record the Region of each trail. Run the audit again.'],
  ])
  report.scope.trails = { '111122223333': null as never }
  expect(judge(report, [trailMissing], SETTINGS).findings).toMatchObject([
    { status: 'unknown', detail: 'The trails of this account were not read.' },
  ])
})

test('judge: a saved report is judged as of its own time', () => {
  const key = aRecord({ key_state: 'PendingDeletion', deletion_date: '2026-12-01T00:00:00Z' })
  const report = { ...aReport({ keys: [key] }), generated_at: '2026-11-30T00:00:00Z' }
  expect(judge(report, [pendingDeletion], SETTINGS).findings?.[0]?.detail).toBe(
    'The key will be deleted on 2026-12-01, in 1 day.',
  )
})

test('judge: without keys and checks there are no findings', () => {
  expect(judge(aReport({ keys: [] }), [], SETTINGS).findings).toEqual([])
})
