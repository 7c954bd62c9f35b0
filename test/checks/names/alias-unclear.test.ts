import { expect, test } from 'vitest'
import aliasUnclear from '../../../src/checks/names/alias-unclear.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const named = (...aliases: string[]): Partial<KeyRecord> => ({ aliases })
const aws = { key_manager: 'AWS' }

const gap = (region: string) => ({
  account_id: '111122223333',
  region,
  key_id: null,
  operation: 'kms:ListAliases',
  reason: 'throttled' as const,
  message: 'Throttled: kms:ListAliases',
})

test('alias-unclear: a key without an alias is unknown if some aliases could not be read', () =>
  expect(outcome(judgeKey(aliasUnclear, named(), { gaps: [gap('eu-west-1')] }))).toBe('unknown'))

test.each([
  'alias/key1',
  'alias/test',
  'alias/my-key',
  'alias/MyKey',
  'alias/my_test_key_02',
  'alias/kms-key',
  'alias/default',
  'alias/1234',
  'alias/x',
  'alias/0a1b2c3d-0001-4000-8000-000000000001',
  'alias/mrk-0a1b2c3d000140008000000000000001',
])('alias-unclear: %s is unclear', alias => expect(outcome(judgeKey(aliasUnclear, named(alias)))).toBe('fail info'))

test.each([
  'alias/orders',
  'alias/rds',
  'alias/prod-key',
  'alias/team-a/test',
  'alias/s3',
  'alias/OrdersKey1',
  'alias/заказы',
])('alias-unclear: %s is clear', alias => expect(outcome(judgeKey(aliasUnclear, named(alias)))).toBe('pass'))

test.each<Row>([
  ['one clear alias is enough', named('alias/key1', 'alias/orders'), 'pass'],
  ['two unclear aliases fail', named('alias/key1', 'alias/test'), 'fail info'],
  ['a key without an alias is not applicable', named(), 'not_applicable'],
  ['AWS managed keys are not applicable', { ...named('alias/key1'), ...aws }, 'not_applicable'],
])('alias-unclear: %s', (_, key, expected) => expect(outcome(judgeKey(aliasUnclear, key))).toBe(expected))
