import { expect, test } from 'vitest'
import { unreadFieldsOf } from '../../../src/findings/opa/input.ts'
import { aGrant } from '../../checks/judge-check.ts'
import { aRecord, aReport } from '../../formats/a-report.ts'

test.each([
  ['some of them', 2000, true],
  ['all of them', 1, false],
  ['all of them, in a report without a number', undefined, false],
])('OPA input: grants count as unread only when the report does not hold all: %s', (_, total, isUnread) => {
  const key = aRecord({ grants: [aGrant()], ...(total === undefined ? {} : { grants_total: total }) })
  expect(unreadFieldsOf(aReport({ keys: [key] }))(key).includes('grants')).toBe(isUnread)
})
