import { expect, test } from 'vitest'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { checkGuards } from '../../../src/retirement/guards/check-guards.ts'
import { guardStatements } from '../../../src/retirement/guards/guard-statements.ts'
import { aRecord, aReport, SILENT } from '../../formats/a-report.ts'
import { ownPolicy, roleOf, someTerms } from './guard-terms.ts'

const lastUsed = (at: string, different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({
    usage: { ...SILENT, status: 'used', evidence: [{ source: 'kms', status: 'used', last_used_at: at }] },
    key_policy: ownPolicy(),
    tags: [],
    ...different,
  })
/** 90 and 91 whole days before the report. */
const EDGE = '2026-08-22T14:30:00Z'
const BEYOND = '2026-08-21T14:30:00Z'

const check = (keys: KeyRecord[], cancelTag: { key: string; value: string } | null = null, more = {}) =>
  checkGuards(aReport({ keys, ...more }), { days: 90, cancelTag })

test('guard check: a key is protected up to and including the last of the days', () => {
  const { keys, summary } = check([lastUsed(EDGE), lastUsed(BEYOND)])
  expect(keys.map(({ decisions }) => decisions.key_policy.decision)).toEqual(['deny', 'allow'])
  expect(keys.map(({ decisions }) => decisions.scp.decision)).toEqual(['deny', 'allow'])
  expect(summary).toMatchObject({ keys: 2, denied: 1, allowed: 1, unknown: 0 })
})

test('guard check: what a resource control policy would decide is never claimed', () => {
  const { keys } = check([lastUsed(EDGE), lastUsed(BEYOND)])
  expect(keys.map(({ decisions }) => decisions.rcp.decision)).toEqual(['unknown', 'unknown'])
})

const bySource = (last_used_at: string): KeyRecord =>
  aRecord({ usage: { ...SILENT, status: 'used', source: 'cloudwatch', last_used_at, evidence: [] } })

test('guard check: an unknown last use is no decision, and an old use of another source is none either', () => {
  const unknown = aRecord({ usage: { ...SILENT, status: 'unknown', evidence: [] } })
  const { keys } = check([unknown, bySource(BEYOND), bySource(EDGE)])
  expect(keys.map(({ decisions }) => decisions.key_policy.decision)).toEqual(['unknown', 'unknown', 'deny'])
})

test('guard check: AWS managed keys have no line, because they cannot be deleted', () => {
  expect(check([lastUsed(EDGE, { key_manager: 'AWS' })]).keys).toEqual([])
})

test('guard check: the guards of a policy are listed with what they refuse today', () => {
  const guardedBy = (at: string, different = {}) =>
    lastUsed(at, { key_policy: ownPolicy(...guardStatements(someTerms(different), 'key-policy')) })
  const { keys, summary } = check([
    guardedBy(EDGE),
    guardedBy(BEYOND),
    guardedBy(EDGE, { days: null, allowed: [roleOf('KeyAdmin')] }),
    lastUsed(EDGE),
    lastUsed(EDGE, { key_policy: null }),
  ])
  expect(
    keys.map(({ guard_today: today }) => [today.status, ...today.statements.map(one => one.refuses_today)]),
  ).toEqual([['guarded', 'everyone'], ['guarded', 'nobody'], ['guarded', 'some'], ['none'], ['unknown']])
  expect(keys[0]?.guard_today.statements[0]).toMatchObject({ number: 2, sid: 'KmsAuditGuard', days: 90 })
  expect(summary).toMatchObject({ guarded_today: 3, guarded_today_unknown: 1 })
})

test('guard check: a guard of deletion alone is one in part', () => {
  const [guard] = guardStatements(someTerms(), 'key-policy')
  const key = lastUsed(EDGE, { key_policy: ownPolicy({ ...guard, Action: 'kms:ScheduleKeyDeletion' }) })
  expect(check([key]).keys[0]?.guard_today).toMatchObject({
    status: 'partly',
    statements: [{ actions: ['kms:ScheduleKeyDeletion'] }],
  })
})

test('guard check: whether a guard on days refuses an unknown last use is not known', () => {
  const key = aRecord({
    usage: { ...SILENT, status: 'unknown', evidence: [] },
    key_policy: ownPolicy(...guardStatements(someTerms(), 'key-policy')),
  })
  expect(check([key]).keys[0]?.guard_today.statements[0]?.refuses_today).toBe('unknown')
})

test('guard check: the alarm cancels the deletion of keys with exactly the tag, and unread tags are not known', () => {
  const tagged = (value: string) => lastUsed(EDGE, { tags: [{ TagKey: 'Environment', TagValue: value }] })
  const denied = {
    account_id: '111122223333',
    region: 'eu-west-1',
    key_id: aRecord().key_id,
    operation: 'kms:ListResourceTags',
    reason: 'denied' as const,
    message: 'no rights',
  }
  const { keys } = check(
    [tagged('Production'), tagged('production'), lastUsed(EDGE, { tags: null })],
    { key: 'Environment', value: 'Production' },
    { gaps: [denied] },
  )
  expect(keys.map(({ decisions }) => decisions.alarm?.decision)).toEqual(['cancel', 'leave', 'unknown'])
  expect(keys[2]?.decisions.alarm?.why).toBe('no rights')
})
