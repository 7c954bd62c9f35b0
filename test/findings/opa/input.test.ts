import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FACTS } from '../../../src/facts/needs.ts'
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

test('OPA input: the published schema requires the field of every fact but those of an option', () => {
  const { required } = JSON.parse(
    readFileSync(new URL('../../../src/findings/opa/opa-input.schema.json', import.meta.url), 'utf8'),
  ) as { required: string[] }
  expect(required).toEqual(
    expect.arrayContaining(Object.values(FACTS).flatMap(({ field, onlyIfNamed }) => (onlyIfNamed ? [] : field))),
  )
})
