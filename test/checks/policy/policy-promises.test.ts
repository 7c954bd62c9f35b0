import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failing, type Json, OTHER, OWN, policyOf, THIRD } from '../samples.ts'
import { randomRuns } from '../../random-runs.ts'

const EXPOSURE = ['public', 'cross-account']
const exposure = (...statements: Json[]): string[] =>
  failing(policyOf(...statements)).filter(id => EXPOSURE.includes(id))
// As a whole: of what was public a Deny may leave services, and of a service that served all one account of strangers.
const isExposed = (...statements: Json[]): boolean =>
  failing(policyOf(...statements)).some(id => EXPOSURE.includes(id) || id === 'confused-deputy')

const accounts = fc.constantFrom(OWN, OTHER, THIRD)
const principal = fc.oneof(
  fc.constantFrom<unknown>('*', { AWS: '*' }, { Service: 'sns.amazonaws.com' }, { AWS: 'AROAEXAMPLEROLEID1234' }),
  accounts.map(id => ({ AWS: id })),
  fc.tuple(accounts, fc.constantFrom('App', 'Web')).map(([id, name]) => ({ AWS: `arn:aws:iam::${id}:role/${name}` })),
  fc.array(accounts, { minLength: 1, maxLength: 3 }).map(ids => ({ AWS: ids })),
)
const action = fc.constantFrom('kms:Decrypt', 'kms:Encrypt', 'kms:De*', 'kms:*', '*', 'KMS:describekey', 's3:GetObject')
const actions = fc.oneof(action, fc.array(action, { minLength: 1, maxLength: 3 }))
const operator = fc
  .tuple(
    fc.constantFrom('', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'ArnLike',
      'Bool',
      'Null',
      'IpAddress',
      'NotIpAddress',
      'DateGreaterThan',
      'DateLessThan',
    ),
    fc.constantFrom('', 'IfExists'),
  )
  .map(parts => parts.join(''))
const keyAndValue = fc.oneof(
  fc.tuple(
    fc.constantFrom('kms:CallerAccount', 'aws:PrincipalAccount', 'aws:SourceAccount', 'aws:VpceAccount'),
    fc.oneof(accounts, fc.constant('*')),
  ),
  fc.tuple(fc.constantFrom('aws:PrincipalOrgID'), fc.constantFrom('o-exampleorgid', 'o-*')),
  fc.tuple(
    fc.constantFrom('aws:PrincipalArn', 'aws:SourceArn'),
    accounts.map(id => `arn:aws:iam::${id}:role/App`),
  ),
  fc.tuple(
    fc.constantFrom('aws:SourceVpce', 'kms:ViaService', 'aws:PrincipalIsAWSService'),
    fc.constantFrom('vpce-1a2b3c4d', 's3.eu-west-1.amazonaws.com', 'true', 'false'),
  ),
  fc.constantFrom(['aws:PrincipalServiceName', 'sns.amazonaws.com'] as const, ['aws:userid', OTHER] as const),
  fc.tuple(
    fc.constantFrom('kms:EncryptionContext:aws:sns:topicArn'),
    accounts.map(id => `arn:aws:sns:eu-west-1:${id}:orders`),
  ),
  fc.constantFrom(
    ['aws:PrincipalOrgID', '${aws:ResourceOrgID}'] as const,
    ['aws:ResourceAccount', '${aws:PrincipalAccount}'] as const,
    ['aws:ResourceAccount', OWN] as const,
    ['aws:SourceIp', '203.0.113.0/24'] as const,
    ['aws:CurrentTime', '2024-01-01T00:00:00Z'] as const,
  ),
)
const condition = fc.option(
  fc
    .array(fc.tuple(operator, keyAndValue), { minLength: 1, maxLength: 3 })
    .map(parts => Object.fromEntries(parts.map(([name, [key, value]]) => [name, { [key]: value }]))),
  { nil: undefined },
)
const statement = (effects: readonly string[]): fc.Arbitrary<Json> =>
  fc
    .record({
      Effect: fc.constantFrom(...effects),
      who: fc.tuple(fc.constantFrom('Principal', 'Principal', 'Principal', 'NotPrincipal'), principal),
      what: fc.tuple(fc.constantFrom('Action', 'Action', 'Action', 'NotAction'), actions),
      Resource: fc.constantFrom('*', '*', '*', 'arn:aws:s3:::amzn-s3-demo-bucket'),
      Condition: condition,
    })
    .map(({ Effect, who, what, Resource, Condition }) => ({
      Effect,
      [who[0]]: who[1],
      [what[0]]: what[1],
      Resource,
      ...(Condition === undefined ? {} : { Condition }),
    }))
const statements = fc.array(statement(['Allow', 'Deny']), { maxLength: 5 })
const place = fc.nat(5)
const inserted = (all: Json[], one: Json, at: number): Json[] => all.toSpliced(at, 0, one)
const runs = { numRuns: randomRuns(48) }

test('policy checks: an additional Allow never removes a finding of exposure', () =>
  fc.assert(
    fc.property(statements, statement(['Allow']), place, (all, one, at) => {
      expect(exposure(...inserted(all, one, at))).toEqual(expect.arrayContaining(exposure(...all)))
    }),
    runs,
  ))

test('policy checks: a Deny that covers an Allow never adds a finding of exposure', () =>
  fc.assert(
    fc.property(statements, principal, actions, place, (all, who, what, at) => {
      const one = { Effect: 'Deny', Principal: who, Action: what, Resource: '*' }
      expect(exposure(...all)).toEqual(expect.arrayContaining(exposure(...inserted(all, one, at))))
    }),
    runs,
  ))

test('policy checks: no Deny adds exposure to a policy without exposure', () =>
  fc.assert(
    fc.property(statements, statement(['Deny']), place, (all, one, at) => {
      if (!isExposed(...all)) expect(isExposed(...inserted(all, one, at))).toBe(false)
    }),
    {
      ...runs,
      examples: [
        [[BY_OWN_NETWORK], ALL_BUT_ONE, 0],
        [[DESCRIBED_BY_A_SERVICE], ALL_BUT_ONE_SOURCE, 0],
      ],
    },
  ))

const BY_OWN_NETWORK: Json = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'kms:Decrypt',
  Resource: '*',
  Condition: { StringEquals: { 'aws:VpceAccount': OWN } },
}
const DESCRIBED_BY_A_SERVICE: Json = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'kms:DescribeKey',
  Resource: '*',
}
const ALL_BUT_ONE_SOURCE: Json = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:*',
  Resource: '*',
  Condition: { StringNotLike: { 'aws:SourceArn': `arn:aws:iam::${OTHER}:role/App` } },
}
/** It tells who is left, but lets nobody in. */
const ALL_BUT_ONE: Json = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'kms:*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/App` } },
}

test('policy checks: a Deny that exempts services leaves what services can do of a public policy', () =>
  fc.assert(
    fc.property(statements, condition, place, (all, spared, at) => {
      const people = { Bool: { 'aws:PrincipalIsAWSService': 'false' } }
      const one = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: people }
      const open = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', Condition: spared }
      if (!exposure(open, ...all.filter(({ Effect }) => Effect === 'Deny')).includes('public')) return
      // Under these keys services may have less than people.
      if (/aws:PrincipalIsAWSService|aws:PrincipalOrgID|kms:EncryptionContext/.test(JSON.stringify(spared) ?? ''))
        return
      const services = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }
      expect(isExposed(...inserted([open], one, at))).toBe(true)
      expect(isExposed(...inserted([open, one], services, at))).toBe(false)
    }),
    runs,
  ))

test('policy checks: a Deny of everything to everyone leaves no exposure', () =>
  fc.assert(
    fc.property(statements, place, (all, at) => {
      const one = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }
      expect(exposure(...inserted(all, one, at))).toEqual([])
    }),
    runs,
  ))

test('policy checks: the order of the statements does not matter', () =>
  fc.assert(
    fc.property(statements, all => {
      expect(failing(policyOf(...all.toReversed()))).toEqual(failing(policyOf(...all)))
    }),
    runs,
  ))

test('policy checks: no document makes a check throw', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.jsonValue(),
        fc.jsonValue().map(value => ({ Statement: value })),
      ),
      document => {
        failing(document)
      },
    ),
    runs,
  ))

const IMPOSSIBLE: readonly (readonly [string, string])[] = [
  ['kms:CallerAccount', `arn:aws:iam::${OTHER}:root`],
  ['aws:PrincipalAccount', 'production'],
  ['aws:PrincipalOrgID', OTHER],
  ['aws:PrincipalArn', OTHER],
  ['aws:SourceVpce', 'vpc-1a2b3c4d'],
  ['aws:SourceAccount', 'o-exampleorgid'],
  ['kms:ViaService', 's3.amazonaws.com'],
  ['aws:userid', 'alice'],
]
const impossible = fc
  .tuple(fc.constantFrom('StringEquals', 'StringLike', 'ForAnyValue:StringEquals'), fc.constantFrom(...IMPOSSIBLE))
  .map(([name, [key, value]]) => ({ [name]: { [key]: value } }))

test('policy checks: an Allow whose value can never match adds no exposure', () =>
  fc.assert(
    fc.property(statements, statement(['Allow']), impossible, place, (all, one, never, at) => {
      const added = inserted(all, { ...one, Condition: never }, at)
      expect(exposure(...added)).toEqual(exposure(...all))
    }),
    runs,
  ))

test('policy checks: a Deny whose value can never match removes no exposure', () =>
  fc.assert(
    fc.property(statements, statement(['Deny']), impossible, place, (all, one, never, at) => {
      const added = inserted(all, { ...one, Condition: never }, at)
      expect(exposure(...added)).toEqual(exposure(...all))
    }),
    runs,
  ))

test('policy checks: a value that can never match beside others adds no exposure', () =>
  fc.assert(
    fc.property(accounts, fc.constantFrom('StringEquals', 'StringLike'), (id, name) => {
      const allowing = (...ids: string[]) => ({
        Effect: 'Allow',
        Principal: '*',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { [name]: { 'kms:CallerAccount': ids } },
      })
      expect(failing(policyOf(allowing(id, 'production')))).toEqual(failing(policyOf(allowing(id))))
    }),
    runs,
  ))

test('policy checks: one more condition on an Allow never adds exposure', () =>
  fc.assert(
    fc.property(statements, statement(['Allow']), condition, place, (all, one, more, at) => {
      if (more === undefined || one['Condition'] !== undefined) return
      if (!isExposed(...inserted(all, one, at)))
        expect(isExposed(...inserted(all, { ...one, Condition: more }, at))).toBe(false)
    }),
    runs,
  ))

test('policy checks: the order of all statements does not matter', () =>
  fc.assert(
    fc.property(
      statements.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(failing(policyOf(...shuffled))).toEqual(failing(policyOf(...all)))
      },
    ),
    runs,
  ))

test('policy checks: the case of operators and condition keys does not matter', () =>
  fc.assert(
    fc.property(statements, fc.boolean(), (all, upper) => {
      const spell = (text: string): string => (upper ? text.toUpperCase() : text.toLowerCase())
      const respelt = all.map(one => {
        const before = one['Condition'] as Record<string, Json> | undefined
        if (before === undefined) return one
        const Condition = Object.fromEntries(
          Object.entries(before).map(([name, keys]) => [
            spell(name),
            Object.fromEntries(Object.entries(keys).map(([key, value]) => [spell(key), value])),
          ]),
        )
        return { ...one, Condition }
      })
      expect(failing(policyOf(...respelt))).toEqual(failing(policyOf(...all)))
    }),
    runs,
  ))

test('policy checks: a Deny since a past date removes as much as one without a date', () =>
  fc.assert(
    fc.property(statements, principal, actions, place, (all, who, what, at) => {
      const always = { Effect: 'Deny', Principal: who, Action: what, Resource: '*' }
      const since = { ...always, Condition: { DateGreaterThan: { 'aws:CurrentTime': '2024-01-01T00:00:00Z' } } }
      expect(exposure(...inserted(all, since, at))).toEqual(exposure(...inserted(all, always, at)))
    }),
    runs,
  ))
