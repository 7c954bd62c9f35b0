import { expect, test } from 'vitest'
import { deniedText } from '../../../src/formats/activity/coverage-lines.ts'

const denied = { account_id: '111122223333', by_other_accounts: null, accounts_read: [] }

test.each([
  [0, true, '111122223333: no call of its own principals in the events that were read; '],
  [2, true, '111122223333: at least 2 calls of its own principals; '],
  [0, false, '111122223333: 0 calls of its own principals; '],
])('denied calls: %d, and others may be missing: %s', (own, isPartial, text) => {
  expect(deniedText({ ...denied, by_own_principals: own, is_own_lower_bound: isPartial })).toContain(text)
})
