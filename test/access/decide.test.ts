import { expect, test } from 'vitest'
import { conditions } from './rows/conditions.ts'
import { grants } from './rows/grants.ts'
import { limits } from './rows/limits.ts'
import { otherAccount } from './rows/other-account.ts'
import { ownAccount } from './rows/own-account.ts'
import type { Row } from './rows/row.ts'
import { secrets } from './rows/secrets.ts'
import { unread } from './rows/unread.ts'
import { decisionOf } from './scenario.ts'

const rows: readonly Row[] = [
  ...ownAccount,
  ...limits,
  ...grants,
  ...secrets,
  ...otherAccount,
  ...conditions,
  ...unread,
]

test('access rules: the table has at least 80 rows, each with another reason and a page of the documentation', () => {
  expect(rows.length).toBeGreaterThanOrEqual(80)
  expect(new Set(rows.map(([why]) => why)).size).toBe(rows.length)
  expect(rows.filter(([, page]) => !page.startsWith('https://docs.aws.amazon.com/'))).toEqual([])
})

test.each(rows)('access rules: %s', (_why, _page, scenario, expected) => {
  const { answer, deciding } = decisionOf(scenario)
  expect(`${answer} ${deciding}`).toBe(expected)
})
