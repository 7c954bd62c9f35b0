import { expect, test } from 'vitest'
import grantDeadPrincipal from '../../../src/checks/grants/grant-dead-principal.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })
const DEAD = 'AROAEXAMPLEEXAMPLE123'
const RETIRER = '"${RETIRING_PRINCIPAL:?set RETIRING_PRINCIPAL to the ARN of who may retire the grant}"'
const ON_KEY = '--key-id 0a1b2c3d-0001-4000-8000-000000000001'
const HERE = '--region eu-west-1'

/** The report is of 2026-11-20 14:30:22 UTC. */
const madeAt = (created_at: string | null) => ({ created_at })

test.each<Row>([
  ['a deleted role fails', granted({ grantee_principal: DEAD }), 'fail low'],
  ['a deleted user fails', granted({ grantee_principal: 'AIDAEXAMPLEEXAMPLE123' }), 'fail low'],
  ['a deleted retiring role fails with info severity', granted({ retiring_principal: DEAD }), 'fail info'],
  [
    'a deleted grantee is more severe than a deleted retiring principal',
    granted({ retiring_principal: DEAD }, { grantee_principal: DEAD, retiring_principal: DEAD }),
    'fail low',
  ],
  [
    'a role whose name looks like an ID passes',
    granted({ grantee_principal: `arn:aws:iam::111122223333:role/${DEAD}` }),
    'pass',
  ],
])('grant-dead-principal: %s', (_, key, expected) => expect(outcome(judgeKey(grantDeadPrincipal, key))).toBe(expected))

test.each<Row>([
  [
    'a grant that is half a minute old is unknown',
    granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }),
    'unknown',
  ],
  [
    'a grant that is 59 minutes old is unknown',
    granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T13:31:22Z') }),
    'unknown',
  ],
  [
    'a grant that is an hour old fails',
    granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T13:30:22Z') }),
    'fail low',
  ],
  ['a grant of unknown age fails', granted({ grantee_principal: DEAD, ...madeAt(null) }), 'fail low'],
  ['a new grant to a role passes', granted(madeAt('2026-11-20T14:29:52Z')), 'pass'],
  [
    'a new grant with a deleted retiring principal is unknown',
    granted({ retiring_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }),
    'unknown',
  ],
  [
    'an old grant beside a new one fails',
    granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }, { grantee_principal: DEAD }),
    'fail low',
  ],
])('grant-dead-principal: %s', (_, key, expected) => expect(outcome(judgeKey(grantDeadPrincipal, key))).toBe(expected))

test('grant-dead-principal: the detail says why a new grant is unknown, and it is not revoked', () => {
  const { detail, remedy } = judgeKey(
    grantDeadPrincipal,
    granted({ grantee_principal: DEAD, ...madeAt('2026-11-20T14:29:52Z') }),
  )
  expect(detail).toMatch(/less than an hour old\. AWS also shows the ID of a new principal/)
  expect(remedy).toBe('')
})

test('grant-dead-principal: an empty name in a saved report is not repeated', () => {
  const { remedy } = judgeKey(grantDeadPrincipal, granted({ name: '', retiring_principal: DEAD }))
  expect(remedy).not.toContain('--name')
})

test('grant-dead-principal: a grant to the deleted role is revoked', () => {
  const { detail, remedy } = judgeKey(grantDeadPrincipal, granted({ grantee_principal: DEAD }))
  expect(detail).toBe(`1 grant (to ${DEAD}) names a deleted grantee principal.`)
  expect(remedy).toBe(`aws kms revoke-grant ${ON_KEY} --grant-id g-1 ${HERE}`)
})

test('grant-dead-principal: a grant with a deleted retiring principal is created again before it is revoked', () => {
  const { detail, remedy } = judgeKey(grantDeadPrincipal, granted({ retiring_principal: DEAD }))
  expect(detail).toBe(
    '1 grant (to arn:aws:iam::111122223333:role/app) names a deleted retiring principal. Only the account that ' +
      'created the grant, or a grantee with the RetireGrant operation, can still retire it. Key administrators can ' +
      'revoke it.',
  )
  expect(remedy.split(' && ')).toEqual([
    `aws kms create-grant ${ON_KEY} --grantee-principal arn:aws:iam::111122223333:role/app ` +
      `--retiring-principal ${RETIRER} --operations Decrypt GenerateDataKey ` +
      `--constraints '{"EncryptionContextSubset":{"order":"7"}}' ${HERE}`,
    'sleep 300',
    `aws kms revoke-grant ${ON_KEY} --grant-id g-1 ${HERE}`,
  ])
})

test('grant-dead-principal: a grant that is created again differs only in its retiring principal', () => {
  const constraints = { encryption_context_equals: { "it's": '$(id)' }, source_arn: 'arn:aws:rds:::db:orders' }
  const service = { name: 'orders', grantee_principal: 'rds.eu-west-1.amazonaws.com', constraints }
  const [named = ''] = judgeKey(grantDeadPrincipal, granted({ ...service, retiring_principal: DEAD })).remedy.split(
    '&&',
  )
  expect(named).toContain(' --name orders --grantee-service-principal rds.eu-west-1.amazonaws.com ')
  expect(named).toContain(
    ` --constraints '{"EncryptionContextEquals":{"it'\\''s":"$(id)"},"SourceArn":"arn:aws:rds:::db:orders"}' `,
  )
  for (const none of [null, {}]) {
    const { remedy } = judgeKey(grantDeadPrincipal, granted({ constraints: none, retiring_principal: DEAD }))
    expect(remedy).not.toContain('--constraints')
  }
})

test('grant-dead-principal: the remedy changes three grants at most, with one pause for all', () => {
  const { remedy, advice } = judgeKey(
    grantDeadPrincipal,
    granted(
      { grant_id: 'g-1', retiring_principal: DEAD },
      { grant_id: 'g-2', retiring_principal: DEAD },
      { grant_id: 'g-3', retiring_principal: DEAD },
      { grant_id: 'g-4', grantee_principal: DEAD },
    ),
  )
  expect(remedy.replace(/aws kms (\S+) .*?(?:--grant-id (\S+) )?--region eu-west-1/g, '$1 $2')).toBe(
    'revoke-grant g-4 && create-grant  && create-grant  && sleep 300 && revoke-grant g-1 && revoke-grant g-2',
  )
  expect(advice).toBe('The commands are for 3 of 4 grants.')
})
