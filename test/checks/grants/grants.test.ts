import { expect, test } from 'vitest'
import type { Check } from '../../../src/checks/check.ts'
import grantBroad from '../../../src/checks/grants/grant-broad.ts'
import grantCrossAccount from '../../../src/checks/grants/grant-cross-account.ts'
import grantDeadPrincipal from '../../../src/checks/grants/grant-dead-principal.ts'
import grantDuplicate from '../../../src/checks/grants/grant-duplicate.ts'
import grantUnconstrained from '../../../src/checks/grants/grant-unconstrained.ts'
import grantsNearQuota from '../../../src/checks/grants/grants-near-quota.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { aRecord } from '../../formats/a-report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })

test.each<[Check]>([
  [grantBroad],
  [grantCrossAccount],
  [grantDeadPrincipal],
  [grantDuplicate],
  [grantUnconstrained],
  [grantsNearQuota],
])(
  'grant checks: for $id no grants pass, unread grants are unknown, and AWS managed keys are not applicable',
  check => {
    expect(outcome(judgeKey(check, { grants: [] }))).toBe('pass')
    expect(outcome(judgeKey(check, granted({})))).toBe('pass')
    expect(outcome(judgeKey(check, { grants: null }))).toBe('unknown')
    expect(outcome(judgeKey(check, {}))).toBe('unknown')
    expect(outcome(judgeKey(check, { grants: [], key_manager: 'AWS' }))).toBe('not_applicable')
  },
)

test('grant-cross-account: a key that could not be described is judged by its grants', () => {
  const key = { ...aRecord(granted({ grantee_principal: 'arn:aws:iam::444455556666:root' })), key_state: null }
  const denied = { ...key, key_manager: null, key_usage: null, key_spec: null, error: 'Access denied' }
  expect(outcome(judgeKey(grantCrossAccount, denied))).toBe('fail high')
  expect(outcome(judgeKey(grantUnconstrained, denied))).toBe('unknown')
})
