import { expect, test } from 'vitest'
import { contextRows } from './rows-context.ts'
import { timeRows } from './rows-time.ts'
import { valueRows } from './rows-values.ts'
import { publicRows } from './rows-public.ts'
import { narrowedRows } from './rows-narrowed.ts'
import { crossAccountRows } from './rows-cross-account.ts'
import { denyRows } from './rows-deny.ts'
import { unsatisfiableRows } from './rows-unsatisfiable.ts'
import { otherRows } from './rows-other.ts'
import { serviceRows } from './rows-services.ts'
import { administrationRows } from './rows-administration.ts'
import { aContext, failing, guard, type Json, policyOf, root } from '../samples.ts'

/** Why, the statements beside the account's own and the guard, and the checks that fail. */
const besideDefault: readonly [string, Json[], string[]][] = [
  ...publicRows,
  ...narrowedRows,
  ...crossAccountRows,
  ...denyRows,
  ...otherRows,
  ...serviceRows,
  ...unsatisfiableRows,
  ...valueRows,
  ...timeRows,
  ...contextRows,
]

test.each(besideDefault)('policy checks beside the default policy: %s', (_, statements, checks) =>
  expect(failing(policyOf(root, guard, ...statements))).toEqual(checks),
)

test.each(administrationRows)('policy checks of a whole policy: %s', (_, statements, checks) =>
  expect(failing(policyOf(...statements))).toEqual(checks),
)

test('policy checks: the tables are complete', () =>
  expect(besideDefault.length + administrationRows.length).toBeGreaterThan(119))

test.each(besideDefault)('policy checks with condition names in another case: %s', (_, statements, checks) => {
  for (const spell of [(text: string) => text.toUpperCase(), (text: string) => text.toLowerCase()]) {
    const spelt = statements.map(statement => respell(statement, spell))
    expect(failing(policyOf(root, guard, ...spelt))).toEqual(checks)
  }
})

function respell(statement: Json, spell: (text: string) => string): Json {
  if (statement['Condition'] === undefined) return statement
  const Condition = Object.fromEntries(
    Object.entries(statement['Condition'] as Record<string, Json>).map(([operator, keys]) => [
      spell(operator),
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [spell(key), value])),
    ]),
  )
  return { ...statement, Condition }
}

test.each([
  ['aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
  ['aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
  ['aws-eusc', 'eusc-de-east-1', 'amazonaws.eu'],
])('policy checks: in %s every row has the same result', (partition, region) => {
  const moved = (text: string): string =>
    text.replaceAll('arn:aws:', `arn:${partition}:`).replaceAll('eu-west-1', region)
  const arn = moved('arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')
  for (const [why, statements, checks] of besideDefault) {
    const policy: unknown = JSON.parse(moved(JSON.stringify(policyOf(root, guard, ...statements))))
    expect([why, failing(policy, aContext(), { region, key_arn: arn })]).toEqual([why, checks])
  }
})
