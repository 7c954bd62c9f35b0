import { expect, test } from 'vitest'
import rotationSlow from '../../../src/checks/rotation/rotation-slow.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

const off = { key_rotation_enabled: false }
const rotating = (days: number | null): Partial<KeyRecord> => ({
  key_rotation_enabled: true,
  rotation: { period_in_days: days, next_rotation_date: null, rotations: [] },
})

test.each<[what: string, key: Partial<KeyRecord>, expected: string]>([
  ['a period of two years fails', rotating(730), 'fail low'],
  ['a period of a year and a day fails', rotating(366), 'fail low'],
  ['a period of a year passes', rotating(365), 'pass'],
  ['a key without automatic rotation is not applicable', off, 'not_applicable'],
  ['an unknown period is unknown', rotating(null), 'unknown'],
  ['a denied rotation status is unknown', { key_rotation_enabled: null }, 'unknown'],
  ['an HMAC key is not applicable', { ...rotating(730), key_spec: 'HMAC_256' }, 'not_applicable'],
  ['AWS managed keys are not applicable', { ...rotating(730), key_manager: 'AWS' }, 'not_applicable'],
])('rotation-slow: %s', (_, key, expected) => expect(outcome(judgeKey(rotationSlow, key))).toBe(expected))
