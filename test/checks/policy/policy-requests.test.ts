import fc from 'fast-check'
import { expect, test } from 'vitest'
import ineffective from '../../../src/checks/policy/policy-ineffective.ts'
import { applies, isAllowed, type Request } from './evaluate-policy.ts'
import { aContext, aKeyWith, allow, failing, type Json, OTHER, OWN, policyOf, THIRD } from '../samples.ts'
import { randomRuns } from '../../random-runs.ts'

const FRESH = '222233334444'
/** An account of a service itself. */
const OF_AWS = '777788889999'
const TOPIC = 'kms:EncryptionContext:aws:sns:topicArn'
const topicOf = (account: string): string => `arn:aws:sns:eu-west-1:${account}:orders`

const accounts = fc.constantFrom(OWN, OTHER, THIRD)
const arnOf = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`

/** Conditions of which the type of the key and the operator fit, as policies have them. */
const textual = fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike')
const suffix = fc.constantFrom('', 'IfExists')
const some = (values: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.array(values, { minLength: 1, maxLength: 2 })
const condition = fc.oneof(
  fc.tuple(
    fc.tuple(textual, suffix).map(parts => parts.join('')),
    fc.constantFrom(
      'kms:CallerAccount',
      'aws:PrincipalAccount',
      'aws:SourceAccount',
      'aws:VpceAccount',
      'aws:ResourceAccount',
    ),
    some(
      fc.oneof(
        accounts,
        accounts,
        fc.constantFrom('*', 'production', '${aws:ResourceAccount}', '${aws:PrincipalAccount}'),
      ),
    ),
  ),
  fc.tuple(
    fc.tuple(textual, suffix).map(parts => parts.join('')),
    fc.constantFrom('aws:PrincipalOrgID', 'aws:ResourceOrgID'),
    some(fc.constantFrom('o-exampleorgid', 'o-*', '${aws:ResourceOrgID}', '${aws:PrincipalOrgID}', OWN)),
  ),
  fc.tuple(
    fc.constantFrom('ArnLike', 'ArnNotLike', 'StringEquals', 'StringNotLike'),
    fc.constantFrom('aws:PrincipalArn', 'aws:SourceArn'),
    some(
      fc.oneof(
        accounts.map(id => arnOf(id, 'App')),
        accounts.map(topicOf),
        fc.constantFrom('*', 'arn:aws:iam::*:role/App'),
      ),
    ),
  ),
  fc.tuple(
    fc.constantFrom('ArnLike', 'StringLike', 'ArnNotLike', 'StringEqualsIfExists'),
    fc.constant(TOPIC),
    some(accounts.map(topicOf)),
  ),
  fc.tuple(
    fc.constantFrom('Bool', 'BoolIfExists'),
    fc.constant('aws:PrincipalIsAWSService'),
    some(fc.constantFrom('true', 'false')),
  ),
  fc.tuple(
    fc.constantFrom('IpAddress', 'NotIpAddress'),
    fc.constant('aws:SourceIp'),
    some(fc.constantFrom('203.0.113.0/24', '10.0.0.0/24')),
  ),
  fc.tuple(textual, fc.constant('aws:SourceVpce'), some(fc.constantFrom('vpce-1a2b3c4d', 'vpce-*', 'vpc-1a2b3c4d'))),
  fc.tuple(textual, fc.constant('aws:PrincipalServiceName'), some(fc.constantFrom('sns.amazonaws.com', 'sns'))),
  fc.tuple(
    textual,
    fc.constant('kms:ViaService'),
    some(fc.constantFrom('s3.eu-west-1.amazonaws.com', 's3.amazonaws.com')),
  ),
  fc.tuple(
    fc.constantFrom('DateGreaterThan', 'DateLessThan'),
    fc.constant('aws:CurrentTime'),
    some(fc.constantFrom('2024-01-01T00:00:00Z', '2030-01-01T00:00:00Z')),
  ),
  fc.tuple(
    fc.constant('Null'),
    fc.constantFrom('aws:SourceAccount', 'aws:PrincipalOrgID', 'aws:SourceVpce', 'kms:CallerAccount', TOPIC),
    fc.constantFrom('true', 'false').map(value => [value]),
  ),
)
const conditions = fc.array(condition, { maxLength: 3 }).map(all => {
  const Condition: Record<string, Record<string, string[]>> = {}
  for (const [operator, key, values] of all) (Condition[operator] ??= {})[key] ??= values
  return Condition
})
const principal = fc.oneof(
  fc.constantFrom<unknown>('*', '*', { AWS: '*' }, { Service: 'sns.amazonaws.com' }),
  accounts.map(id => ({ AWS: id })),
  fc.tuple(accounts, fc.constantFrom('App', 'Web')).map(([id, name]) => ({ AWS: arnOf(id, name) })),
)
const statement: fc.Arbitrary<Json> = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  Principal: principal,
  Action: fc.constantFrom<unknown>('kms:Decrypt', 'kms:*', ['kms:Encrypt', 'kms:De*'], 'kms:DescribeKey'),
  Resource: fc.constant('*'),
  Condition: conditions,
})
const statements = fc.array(statement, { minLength: 1, maxLength: 4 })

const present = (keys: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [[key.toLowerCase(), value]])),
  )
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const resource = maybe(fc.constantFrom('o-ownorganiz0', 'o-exampleorgid')).map(id => ({
  'aws:ResourceOrgID': id,
  'aws:ResourceAccount': OWN,
}))
const action = fc.constantFrom('kms:Decrypt', 'kms:Encrypt', 'kms:DescribeKey', 'kms:CreateGrant')
/** Of the audit, and later: what begins then is reported now. */
const time = fc.constantFrom('2026-11-22T00:00:00Z', '2031-01-01T00:00:00Z')

/** Somebody with credentials of an account, who writes into the encryption context what may help. */
const personOf = (
  from: fc.Arbitrary<string>,
  organization: fc.Arbitrary<string>,
  network: fc.Arbitrary<Record<string, string>>,
): fc.Arbitrary<Request> =>
  fc
    .record({
      account: from,
      name: fc.constantFrom('App', 'Web', 'Other'),
      organization: maybe(organization),
      network,
      via: maybe(fc.constant('s3.eu-west-1.amazonaws.com')),
      topic: maybe(accounts.map(topicOf)),
      resource,
      action,
      time,
    })
    .map(one => ({
      action: one.action,
      caller: { kind: 'person', account: one.account, arn: arnOf(one.account, one.name) },
      keys: present({
        'kms:CallerAccount': one.account,
        'aws:PrincipalAccount': one.account,
        'aws:PrincipalArn': arnOf(one.account, one.name),
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalOrgID': one.organization,
        'aws:CurrentTime': one.time,
        'kms:ViaService': one.via,
        [TOPIC]: one.topic,
        ...one.network,
        ...one.resource,
      }),
    }))

const serviceFor = (from: fc.Arbitrary<string>): fc.Arbitrary<Request> =>
  fc.record({ account: from, resource, action, time }).map(one => ({
    action: one.action,
    caller: { kind: 'service', name: 'sns.amazonaws.com' },
    keys: present({
      'kms:CallerAccount': OF_AWS,
      'aws:PrincipalAccount': OF_AWS,
      'aws:PrincipalArn': arnOf(OF_AWS, 'sns'),
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': 'sns.amazonaws.com',
      'aws:SourceAccount': one.account,
      'aws:SourceArn': topicOf(one.account),
      'aws:CurrentTime': one.time,
      [TOPIC]: topicOf(one.account),
      ...one.resource,
    }),
  }))

const internet = fc.constantFrom(
  { 'aws:SourceIp': '198.51.100.9' },
  { 'aws:SourceVpce': 'vpce-99999999', 'aws:VpceAccount': FRESH },
)
const knownNetwork = fc.constantFrom<Record<string, string>[]>(
  { 'aws:SourceIp': '203.0.113.9' },
  { 'aws:SourceVpce': 'vpce-1a2b3c4d', 'aws:VpceAccount': OWN },
)
/** Somebody whom no policy of these tests can mean. */
const stranger = personOf(fc.constant(FRESH), fc.constant('o-freshfresh00'), internet)
/** Somebody of another account that a policy may name, from a network that it does not name. */
const otherAccount = personOf(
  fc.constantFrom(OTHER, THIRD),
  fc.constantFrom('o-exampleorgid', 'o-ownorganiz0'),
  internet,
)
const anybody = fc.oneof(
  personOf(
    fc.constantFrom(OWN, OTHER, FRESH),
    fc.constantFrom('o-exampleorgid', 'o-ownorganiz0', 'o-freshfresh00'),
    fc.oneof(internet, knownNetwork),
  ),
  serviceFor(fc.constantFrom(OWN, OTHER, FRESH)),
)
const runs = { numRuns: randomRuns(100) }

test('policy checks: a policy that allows a request of an untrusted caller is public', () =>
  fc.assert(
    fc.property(statements, fc.array(stranger, { minLength: 1, maxLength: 20 }), (all, requests) => {
      const isOpen = requests.some(request => isAllowed(all, request))
      if (isOpen) expect(failing(policyOf(...all))).toContain('public')
    }),
    runs,
  ))

test('policy checks: a policy that allows a request of another account is public or cross-account', () =>
  fc.assert(
    fc.property(statements, fc.array(otherAccount, { minLength: 1, maxLength: 20 }), (all, requests) => {
      if (requests.some(request => isAllowed(all, request)))
        expect(failing(policyOf(...all)).filter(id => id === 'public' || id === 'cross-account')).not.toEqual([])
    }),
    runs,
  ))

test('policy checks: a policy that lets a service act for an untrusted account is reported', () =>
  fc.assert(
    fc.property(
      statements,
      fc.array(serviceFor(fc.constant(FRESH)), { minLength: 1, maxLength: 5 }),
      (all, requests) => {
        const isOpen = requests.some(request => request.action !== 'kms:DescribeKey' && isAllowed(all, request))
        const found = failing(policyOf(...all))
        if (isOpen) expect(found.some(id => ['public', 'confused-deputy', 'cross-account'].includes(id))).toBe(true)
      },
    ),
    runs,
  ))

test('policy checks: no request matches a statement that is reported as ineffective', () =>
  fc.assert(
    fc.property(statement, fc.array(anybody, { minLength: 1, maxLength: 20 }), (one, requests) => {
      const result = ineffective.judge(aKeyWith(policyOf(one)), aContext())
      if (result.status !== 'fail') return
      expect(requests.filter(request => applies(one, request))).toEqual([])
    }),
    runs,
  ))

test('policy checks: a policy reported as public allows a request of an untrusted caller', () => {
  const every = fc.sample(stranger, { numRuns: 1000, seed: 1 })
  fc.assert(
    fc.property(statements, generated => {
      // A Deny counts only where it certainly applies, and conditions that contradict each other count one by one.
      const all = generated.filter(
        ({ Effect, Condition }) =>
          Object.values(Condition as Json).flatMap(keys => Object.keys(keys as Json)).length <=
          Number(Effect === 'Allow'),
      )
      if (failing(policyOf(...all)).includes('public'))
        expect(every.some(request => isAllowed(all, request))).toBe(true)
    }),
    runs,
  )
})

test('policy checks: the requests of these tests can be allowed and denied', () => {
  const [request] = fc.sample(stranger, { numRuns: 1, seed: 1 })
  if (request === undefined) throw new Error('no request')
  expect(isAllowed([allow('*', 'kms:*')], request)).toBe(true)
  expect(isAllowed([allow({ AWS: OWN }, 'kms:*')], request)).toBe(false)
})
