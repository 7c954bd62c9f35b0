import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Check } from '../../../../src/checks/check.ts'
import { checks } from '../../../../src/checks/index.ts'
import { judge } from '../../../../src/findings/judge.ts'
import { withNotableGrants } from '../../../../src/checks/grants/shared/notable-grants.ts'
import { load } from '../../../../src/lib/registry.ts'
import type { GrantRecord, KeyRecord, Report } from '../../../../src/model/report/report.ts'
import { aRecord, aReport } from '../../../formats/a-report.ts'
import { aGrant } from '../../judge-check.ts'
import { randomRuns } from '../../../random-runs.ts'

let all: readonly Check[] = []
/** Of a key whose grants are near the quota of 50,000. */
let shortened: Report
beforeAll(async () => {
  all = await Promise.all(Object.keys(checks).map(id => load<Check>(checks, id)))
  shortened = withNotableGrants(inReport(ordinary(45_000)), all)
})

/** Grants that no check has anything to say about: each for other data. */
const ordinary = (count: number): GrantRecord[] =>
  Array.from({ length: count }, (_, number) =>
    aGrant({ grant_id: `ordinary-${number}`, constraints: { encryption_context_subset: { order: String(number) } } }),
  )

/** Just more than a list that stays as it is. */
const ORDINARY = ordinary(1001)

const inReport = (grants: GrantRecord[], more: Partial<KeyRecord> = {}): Report =>
  aReport({ keys: [aRecord({ grants, ...more })] })

const grantsOf = (report: Report): KeyRecord => report.keys[0] ?? aRecord({})

const findingsOf = (report: Report, trustedAccounts: readonly string[] = []) =>
  judge(report, all, { trustedAccounts, requiredTags: [] }).findings

const STRANGER = '444455556666'
const special = fc.oneof(
  fc.record({ grantee_principal: fc.constantFrom(`arn:aws:iam::${STRANGER}:role/app`, 'AROAEXAMPLEEXAMPLE123', '*') }),
  fc.record({ retiring_principal: fc.constantFrom(`arn:aws:iam::${STRANGER}:root`, 'AIDAEXAMPLEEXAMPLE123') }),
  fc.record({ constraints: fc.constant(null) }),
  fc.record({
    operations: fc.constant<string[]>([
      'CreateGrant',
      'Decrypt',
      'Encrypt',
      'GenerateDataKey',
      'ReEncryptFrom',
      'ReEncryptTo',
    ]),
  }),
  fc.record({
    operations: fc.constant<string[]>([
      'CreateGrant',
      'Decrypt',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyPair',
      'GenerateDataKeyPairWithoutPlaintext',
      'GenerateDataKeyWithoutPlaintext',
    ]),
  }),
  // The same as an ordinary one.
  fc.record({ constraints: fc.constant({ encryption_context_subset: { order: '700' } }) }),
  fc.record({
    grantee_principal: fc.constantFrom('logs.eu-west-1.amazonaws.com', 'ebs.amazonaws.com'),
    constraints: fc.constantFrom(null, { source_arn: `arn:aws:ebs:eu-west-1:${STRANGER}:volume/x` }),
  }),
  fc.record({
    created_at: fc.constant('2026-11-20T14:20:00Z'),
    grantee_principal: fc.constant('AROAEXAMPLEEXAMPLE123'),
  }),
)

test('notable grants: the shorter list gets the same findings as the whole one, whatever accounts are trusted', () => {
  const placed = fc.array(fc.tuple(fc.nat(ORDINARY.length), special), { maxLength: 12 })
  const trusted = fc.constantFrom<string[][]>([], [STRANGER])
  const usage = fc.constantFrom<Partial<KeyRecord>>({}, { key_usage: 'SIGN_VERIFY', key_spec: 'RSA_2048' })
  fc.assert(
    fc.property(placed, trusted, usage, (specials, accounts, key) => {
      const grants = [...ORDINARY]
      for (const [number, [place, different]] of specials.entries())
        grants.splice(place, 0, aGrant({ grant_id: `special-${number}`, ...different }))
      const whole = inReport(grants, key)
      const short = JSON.parse(JSON.stringify(withNotableGrants(whole, all))) as Report
      expect(findingsOf(short, accounts)).toEqual(findingsOf(whole, accounts))
    }),
    { numRuns: randomRuns(8) },
  )
})

test('notable grants: of ordinary ones ten are kept, with the number of all', () => {
  const { grants, grants_total } = grantsOf(shortened)
  expect(grants).toHaveLength(10)
  expect(grants_total).toBe(45_000)
})

test('notable grants: one of another account is kept wherever it is in the list', () => {
  const stranger = aGrant({ grant_id: 'stranger', grantee_principal: `arn:aws:iam::${STRANGER}:role/app` })
  const { grants } = grantsOf(withNotableGrants(inReport([...ordinary(2000), stranger]), all))
  expect(grants?.map(({ grant_id }) => grant_id)).toContain('stranger')
  expect(grants).toHaveLength(11)
})

test('notable grants: a list of a thousand stays as it is', () => {
  const key = grantsOf(withNotableGrants(inReport(ordinary(1000)), all))
  expect(key.grants).toHaveLength(1000)
  expect(key).not.toHaveProperty('grants_total')
})

test('notable grants: a list that was shortened before keeps the number of all', () => {
  expect(withNotableGrants(shortened, all)).toEqual(shortened)
})

test('notable grants: near the quota by the number of all', () => {
  const found = findingsOf(shortened)?.find(({ check }) => check === 'grants-near-quota')
  expect(found).toMatchObject({ status: 'fail', detail: 'The key has 45,000 grants: 90% of the quota of 50,000.' })
})
