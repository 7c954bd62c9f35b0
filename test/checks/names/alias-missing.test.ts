import { expect, test } from 'vitest'
import aliasMissing from '../../../src/checks/names/alias-missing.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const named = (...aliases: string[]): Partial<KeyRecord> => ({ aliases })
const aws = { key_manager: 'AWS' }
const leaving = { key_state: 'PendingDeletion' }

const gap = (region: string) => ({
  account_id: '111122223333',
  region,
  key_id: null,
  operation: 'kms:ListAliases',
  reason: 'throttled' as const,
  message: 'Throttled: kms:ListAliases',
})

test.each<Row>([
  ['no alias fails', named(), 'fail low'],
  ['one alias passes', named('alias/orders'), 'pass'],
  ['a key pending deletion is not applicable', { ...named(), ...leaving }, 'not_applicable'],
  ['AWS managed keys are not applicable', { ...named(), ...aws }, 'not_applicable'],
])('alias-missing: %s', (_, key, expected) => expect(outcome(judgeKey(aliasMissing, key))).toBe(expected))

test('alias-missing: a key without an alias is unknown if some aliases could not be read', () => {
  const here = judgeKey(aliasMissing, named(), { gaps: [gap('eu-west-1')] })
  expect(here).toMatchObject({ status: 'unknown', detail: 'Throttled: kms:ListAliases' })
  expect(outcome(judgeKey(aliasMissing, named(), { gaps: [gap('us-east-1')] }))).toBe('fail low')
})
