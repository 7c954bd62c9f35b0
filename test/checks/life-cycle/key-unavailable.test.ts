import { expect, test } from 'vitest'
import keyUnavailable from '../../../src/checks/life-cycle/key-unavailable.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]
const aws = { key_manager: 'AWS' }

const disabled = { key_state: 'Disabled', enabled: false }

const creating = { key_state: 'Creating', enabled: false }
test.each<Row>([
  ['a disconnected key store fails', { key_state: 'Unavailable', origin: 'AWS_CLOUDHSM' }, 'fail high'],
  ['Creating for a day fails', { ...creating, created_at: '2026-11-19T14:00:00Z' }, 'fail medium'],
  ['Creating for an hour passes', { ...creating, created_at: '2026-11-20T13:30:00Z' }, 'pass'],
  ['Updating is unknown', { key_state: 'Updating' }, 'unknown'],
  ['a new key state is unknown', { key_state: 'Frozen' }, 'unknown'],
  ['an enabled key passes', {}, 'pass'],
  ['a disabled key passes, because other checks report it', disabled, 'pass'],
  ['AWS managed keys are not applicable', { key_state: 'Unavailable', ...aws }, 'not_applicable'],
])('key-unavailable: %s', (_, key, expected) => expect(outcome(judgeKey(keyUnavailable, key))).toBe(expected))
