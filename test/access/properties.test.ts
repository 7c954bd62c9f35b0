import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { GrantRecord } from '../../src/model/report/report.ts'
import type { PolicyStatement } from '../../src/simulation/world/sim-iam.ts'
import { randomRuns } from '../random-runs.ts'
import { decisionOf, OTHER, OWN, ROLE, ROOT, type Scenario, SESSION, USER } from './scenario.ts'
import { takesFromOthers } from './statements.ts'

vi.setConfig({ testTimeout: 60_000 })

const actions = fc.constantFrom('*', 'kms:*', 'kms:Decrypt', 'kms:Encrypt', 'secretsmanager:*', 'secretsmanager:Get*')

const conditions = fc.constantFrom<PolicyStatement['Condition'][]>(
  undefined,
  undefined,
  { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
  { StringNotEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
  { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
  { Null: { 'aws:SourceVpce': 'true' } },
  { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
  { StringEquals: { 'kms:CallerAccount': OWN } },
  { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/*` } },
  { Bool: { 'aws:SecureTransport': 'false' } },
)

const statement = (effect: PolicyStatement['Effect']) =>
  fc.record({ Action: actions, Condition: conditions }).map(({ Condition, Action }): PolicyStatement => ({
    Effect: effect,
    Action,
    Resource: '*',
    ...(Condition !== undefined && { Condition }),
  }))

const principals = fc.constantFrom<unknown[]>(
  '*',
  { AWS: ROLE },
  { AWS: USER },
  { AWS: SESSION },
  { AWS: ROOT },
  { AWS: [ROOT, ROLE] },
  { AWS: `arn:aws:iam::${OTHER}:root` },
  { Service: 's3.amazonaws.com' },
)

const ofResource = (effect: PolicyStatement['Effect']) =>
  fc.tuple(statement(effect), principals).map(([one, Principal]): PolicyStatement => ({ ...one, Principal }))

const either = (make: typeof statement) => fc.oneof(make('Allow'), make('Allow'), make('Deny'))
const few = (make: typeof statement) => fc.array(either(make), { maxLength: 3 })

const grants = fc.array(
  fc.record({
    grantee_principal: fc.constantFrom(ROLE, SESSION, USER),
    operations: fc.constantFrom('Decrypt', 'Encrypt').map(name => [name]),
    constraints: fc.constantFrom(null, { encryption_context_subset: { app: 'a' } }),
  }),
  { maxLength: 2 },
)

interface Policies extends Scenario {
  identity: PolicyStatement[]
  key: { policy: PolicyStatement[]; grants: Partial<GrantRecord>[] }
}

/** Principals, keys, secrets and policies of all kinds, of which everything could be read. */
const scenarios: fc.Arbitrary<Policies> = fc
  .record({
    caller: fc.constantFrom<NonNullable<Scenario['caller']>[]>(
      { type: 'role' },
      { type: 'user' },
      { session: SESSION },
    ),
    owner: fc.constantFrom(OWN, OWN, OTHER),
    identity: few(statement),
    boundary: fc.option(few(statement), { nil: undefined }),
    scp: fc.option(fc.array(few(statement), { minLength: 1, maxLength: 2 }), { nil: undefined }),
    key: fc.record({ policy: few(ofResource), grants }),
    secret: fc.option(fc.record({ policy: few(ofResource) }), { nil: undefined }),
  })
  .map(({ boundary, scp, secret, ...rest }) => ({
    ...rest,
    ...(boundary !== undefined && { boundary }),
    ...(scp !== undefined && { scp }),
    ...(secret !== undefined && { secret }),
  }))

/** The scenario with one more statement in one of its policies. */
const withOne = (scenario: Policies, where: number, own: PolicyStatement, resource: PolicyStatement): Policies => {
  const { identity, boundary, scp, key, secret } = scenario
  const places: Policies[] = [
    { ...scenario, identity: [...identity, own] },
    { ...scenario, key: { ...key, policy: [...key.policy, resource] } },
    ...(boundary === undefined ? [] : [{ ...scenario, boundary: [...boundary, own] }]),
    ...(scp === undefined ? [] : [{ ...scenario, scp: [[...(scp[0] ?? []), own], ...scp.slice(1)] }]),
    ...(secret === undefined
      ? []
      : [{ ...scenario, secret: { policy: [...(secret.policy as PolicyStatement[]), resource] } }]),
  ]
  return places[where % places.length] ?? scenario
}

const RUNS = { numRuns: randomRuns(250) }

test('access rules: adding a Deny to any policy never turns denied into allowed', () => {
  const denial = fc.oneof(ofResource('Deny'), fc.constant(takesFromOthers({ AWS: [ROLE, ROOT] })))
  fc.assert(
    fc.property(scenarios, fc.nat(), statement('Deny'), denial, (scenario, where, own, resource) => {
      const [before, after] = [scenario, withOne(scenario, where, own, resource)].map(one => decisionOf(one).answer)
      expect([before, after]).not.toEqual(['denied', 'allowed'])
      expect([before, after]).not.toEqual(['unknown', 'allowed'])
    }),
    RUNS,
  )
})

test('access rules: adding an Allow to any policy never turns allowed into denied', () => {
  fc.assert(
    fc.property(scenarios, fc.nat(), statement('Allow'), ofResource('Allow'), (scenario, where, own, resource) => {
      const [before, after] = [scenario, withOne(scenario, where, own, resource)].map(one => decisionOf(one).answer)
      expect([before, after]).not.toEqual(['allowed', 'denied'])
    }),
    RUNS,
  )
})

test('access rules: what could not be read makes the answer unknown, or does not change it', () => {
  fc.assert(
    fc.property(scenarios, fc.nat({ max: 3 }), (scenario, part) => {
      const { key, secret } = scenario
      const partly: Scenario[] = [
        { ...scenario, identity: 'unread' },
        { ...scenario, key: { ...key, policy: 'unread' } },
        { ...scenario, key: { ...key, grants: 'unread' } },
        { ...scenario, ...(secret !== undefined && { secret: { policy: 'unread' } }) },
      ]
      const [whole, less] = [scenario, partly[part] ?? scenario].map(one => decisionOf(one).answer)
      expect(['unknown', whole]).toContain(less)
    }),
    RUNS,
  )
})

test('access rules: a condition key that is not known makes the answer unknown, or does not change it', () => {
  fc.assert(
    // IAM does not say on which keys policies of the organization depend; `not_evaluated` names them.
    fc.property(scenarios, fc.constantFrom('vpce-1a2b3c4d', 'vpce-00000000'), (drawn, endpoint) => {
      const scenario: Scenario = { ...drawn }
      delete scenario.scp
      const context = { 'aws:SourceVpce': [endpoint] }
      const [without, given] = [scenario, { ...scenario, context }].map(one => decisionOf(one).answer)
      expect(['unknown', given]).toContain(without)
    }),
    RUNS,
  )
})

test('access rules: a condition key that is not known never makes the answer denied, also by the organization', () => {
  fc.assert(
    fc.property(scenarios, fc.constantFrom('vpce-1a2b3c4d', 'vpce-00000000'), (scenario, endpoint) => {
      const context = { 'aws:SourceVpce': [endpoint] }
      const [without, given] = [scenario, { ...scenario, context }].map(one => decisionOf(one).answer)
      expect([without, given]).not.toEqual(['denied', 'allowed'])
    }),
    RUNS,
  )
})

test('access rules: the link that decides is one of those that were looked at', () => {
  fc.assert(
    fc.property(scenarios, scenario => {
      const { deciding, links, reason } = decisionOf(scenario)
      expect(links.map(({ link }) => link)).toContain(deciding)
      expect(reason).toMatch(/^[A-Z].*\.$/)
    }),
    RUNS,
  )
})
