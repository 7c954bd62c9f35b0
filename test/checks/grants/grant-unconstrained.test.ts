import { expect, test } from 'vitest'
import grantUnconstrained from '../../../src/checks/grants/grant-unconstrained.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })
const LINKED = 'arn:aws:iam::111122223333:role/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ'
const ON_KEY = '--key-id 0a1b2c3d-0001-4000-8000-000000000001'
const HERE = '--region eu-west-1'

test('grant-unconstrained: a grant that a service created for itself is not revoked', () => {
  const { detail, remedy } = judgeKey(grantUnconstrained, granted({ grantee_principal: 'mq.amazonaws.com', ...open }))
  expect([detail, remedy]).toEqual([
    '1 grant (to mq.amazonaws.com) was created by AWS services for their own use. Revoking would interrupt these services.',
    '',
  ])
})

test('grant-unconstrained: the narrower grant is created first, and only after its context is filled in', () => {
  const made = { ...open, name: 'app', retiring_principal: 'arn:aws:iam::111122223333:role/admin' }
  const { remedy, advice } = judgeKey(
    grantUnconstrained,
    granted({ ...service, ...open }, { ...made, grant_id: 'g-2' }),
  )
  expect(advice).toBe('The grantees lose access to data with another encryption context.')
  expect(remedy.split(' && ')).toEqual([
    `aws kms create-grant ${ON_KEY} --name app --grantee-principal arn:aws:iam::111122223333:role/app ` +
      '--retiring-principal arn:aws:iam::111122223333:role/admin --operations Decrypt GenerateDataKey ' +
      `--constraints '{"EncryptionContextSubset":{'` +
      '"${CONTEXT:?set CONTEXT to the JSON pair that the data is encrypted with}"' +
      `'}}' ${HERE}`,
    'sleep 300',
    `aws kms revoke-grant ${ON_KEY} --grant-id g-2 ${HERE}`,
  ])
})

test('grant-unconstrained: the narrower grant keeps the source of the old one', () => {
  const { remedy } = judgeKey(grantUnconstrained, granted({ constraints: { source_arn: "arn:aws:rds:::db:it's" } }))
  expect(remedy).toContain(
    `--constraints '{"SourceArn":"arn:aws:rds:::db:it'\\''s","EncryptionContextSubset":{'"\${CONTEXT:?`,
  )
})

const open = { constraints: null }
const service = { grantee_principal: 'rds.eu-west-1.amazonaws.com' }
const source_arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders'
test.each<Row>([
  ['no constraint fails', granted(open), 'fail low'],
  ['an empty constraint fails', granted({ constraints: { encryption_context_equals: {} } }), 'fail low'],
  ['an exact context passes', granted({ constraints: { encryption_context_equals: { a: 'b' } } }), 'pass'],
  ['a service for one resource passes', granted({ ...service, constraints: { source_arn } }), 'pass'],
  ['a grant of a service without constraint is not applicable', granted({ ...service, ...open }), 'not_applicable'],
  [
    'a service in China is not applicable',
    granted({ grantee_principal: 'mq.amazonaws.com.cn', ...open }),
    'not_applicable',
  ],
  [
    'a service in the European Sovereign Cloud is not applicable',
    granted({ grantee_principal: 'mq.amazonaws.eu', ...open }),
    'not_applicable',
  ],
  ['a service-linked role is not applicable', granted({ grantee_principal: LINKED, ...open }), 'not_applicable'],
  [
    'a role with a name reserved for AWS is not applicable',
    granted({ grantee_principal: 'arn:aws:sts::111122223333:assumed-role/aws:ec2-infrastructure/i-1', ...open }),
    'not_applicable',
  ],
  ['a grant to a role beside one of a service fails', granted({ ...service, ...open }, open), 'fail low'],
  ['a source does not limit a role', granted({ constraints: { source_arn } }), 'fail low'],
  [
    'operations without encryption context need no constraint',
    granted({ ...open, operations: ['DescribeKey', 'RetireGrant'] }),
    'pass',
  ],
  [
    'a signing key has no encryption context',
    { key_usage: 'SIGN_VERIFY', key_spec: 'RSA_2048', ...granted(open) },
    'not_applicable',
  ],
  ['an RSA encryption key has no encryption context', { key_spec: 'RSA_2048', ...granted(open) }, 'not_applicable'],
])('grant-unconstrained: %s', (_, key, expected) => expect(outcome(judgeKey(grantUnconstrained, key))).toBe(expected))
