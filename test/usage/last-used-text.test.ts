import { expect, test } from 'vitest'
import type { Usage } from '../../src/model/usage.ts'
import { lastUsedText } from '../../src/usage/last-used-text.ts'

const at = Date.UTC(2026, 10, 20, 14, 30, 59)
const sight = { until: at, source: 'kms' }

test.each<[string, Usage]>([
  ['2026-11-20 14:30 UTC', { status: 'used', at, precision: 'second', source: 'kms', atLeast: false }],
  ['>= 2026-11-20 14:30 UTC', { status: 'used', at, precision: 'second', source: 'kms', atLeast: true }],
  [
    '>= 2026-11-20 00:00 UTC',
    { status: 'used', at: Date.UTC(2026, 10, 20), precision: 'day', source: 'cloudwatch', atLeast: true },
  ],
  ['Never', { status: 'never', since: at, ...sight }],
  ['Never since 2026-04-23', { status: 'not-observed', since: Date.UTC(2026, 3, 23, 17), ...sight }],
  ['Unknown', { status: 'unknown', why: 'kms: Access denied' }],
])('last used text: %s', (text, usage) => {
  expect(lastUsedText(usage)).toBe(text)
})
