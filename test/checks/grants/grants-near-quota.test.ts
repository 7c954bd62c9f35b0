import { expect, test } from 'vitest'
import grantUnconstrained from '../../../src/checks/grants/grant-unconstrained.ts'
import grantsNearQuota from '../../../src/checks/grants/grants-near-quota.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]
const many = (length: number): Partial<KeyRecord> => ({ grants: Array.from({ length }, () => aGrant()) })

test.each<Row>([
  ['40,000 grants fail', many(40_000), 'fail medium'],
  ['39,999 grants pass', many(39_999), 'pass'],
])('grants-near-quota: %s', (_, key, expected) => expect(outcome(judgeKey(grantsNearQuota, key))).toBe(expected))

test('grants-near-quota: a remedy for thousands stays short', () => {
  const open = Array.from({ length: 5000 }, (_, index) => aGrant({ grant_id: `g-${index}`, constraints: null }))
  const { remedy, advice } = judgeKey(grantUnconstrained, { grants: open })
  expect(remedy).toMatch(/^(aws kms create-grant .* && ){3}sleep 300( && aws kms revoke-grant [^&]*){3}$/)
  expect(advice).toMatch(/\nThe commands are for 3 of 5,000 grants\.$/)
})
