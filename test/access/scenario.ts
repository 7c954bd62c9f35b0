import { combine } from '../../src/access/combine.ts'
import { decide, type Decision } from '../../src/access/decide.ts'
import type { Blocked, SimulatedPolicies } from '../../src/access/facts.ts'
import { doubtfulKeys, requestContext, simulatedContext } from '../../src/access/request-context.ts'
import { type Fact, known, unknown } from '../../src/model/fact.ts'
import type { GrantRecord } from '../../src/model/report/report.ts'
import type { Caller, PolicyRequest } from '../../src/policy/request/request.ts'
import type { Policy } from '../../src/policy/statements/policy.ts'
import { readPolicy } from '../../src/policy/statements/read-policy.ts'
import { decide as simulate } from '../../src/simulation/services/iam/evaluation/decide.ts'
import type { PolicyStatement } from '../../src/simulation/world/sim-iam.ts'

export const OWN = '111122223333'
export const OTHER = '444455556666'
export const ROLE = `arn:aws:iam::${OWN}:role/app`
export const USER = `arn:aws:iam::${OWN}:user/alice`
export const SESSION = `arn:aws:sts::${OWN}:assumed-role/app/i-1`
export const ROOT = `arn:aws:iam::${OWN}:root`
export const REGION = 'us-east-1'
export const NOW = Date.UTC(2026, 10, 20)

/** A principal, a key or a secret, and all policies. What is left out is not there. */
export interface Scenario {
  /** Left out: the role. */
  caller?: Partial<Caller> & { type?: 'role' | 'user' }
  /** The account of the key and the secret. Left out: that of the principal. */
  owner?: string
  identity?: readonly PolicyStatement[] | 'unread'
  boundary?: readonly PolicyStatement[]
  /** A list of statements for each level of the organization. */
  scp?: readonly (readonly PolicyStatement[])[]
  key?: {
    policy: readonly PolicyStatement[] | 'unread'
    grants?: readonly Partial<GrantRecord>[] | 'unread'
    blocked?: Blocked | 'unread'
  }
  secret?: { policy?: readonly PolicyStatement[] | 'unread'; blocked?: Blocked }
  action?: string
  via?: string
  context?: Readonly<Record<string, readonly string[]>>
  tags?: Readonly<Record<string, string>>
}

/** Decides a scenario: the identity side by the simulated IAM, the rest by the program. */
export function decisionOf(scenario: Scenario): Decision {
  const { secret, key } = scenario
  const decisions = [
    ...(secret === undefined ? [] : [ofSecret(scenario)]),
    ...(key === undefined ? [] : [ofKey(scenario)]),
  ]
  const [first, ...others] = decisions
  if (first === undefined) throw new Error('neither a key nor a secret')
  return combine([first, ...others])
}

const keyArn = ({ owner = OWN }: Scenario): string =>
  `arn:aws:kms:${REGION}:${owner}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
export const secretArn = ({ owner = OWN }: Pick<Scenario, 'owner'>): string =>
  `arn:aws:secretsmanager:${REGION}:${owner}:secret:shop/db-AbCdEf`

function ofKey(scenario: Scenario): Decision {
  const { key, secret, action = 'kms:Decrypt', via = secret === undefined ? null : 'secretsmanager' } = scenario
  const { policy = [], grants = [], blocked = null } = key ?? {}
  const request = requestOf(scenario, action, keyArn(scenario), via)
  return decide({
    request,
    owner: scenario.owner ?? OWN,
    identity: identityOf(scenario, request),
    policy: policyOf(policy),
    grants: grants === 'unread' ? unknown('AccessDenied') : known(grants.map(toGrant)),
    blocked: blocked === 'unread' ? unknown('AccessDenied') : known(blocked),
  })
}

function ofSecret(scenario: Scenario): Decision {
  const { policy, blocked = null } = scenario.secret ?? {}
  const request = requestOf(scenario, 'secretsmanager:GetSecretValue', secretArn(scenario), null)
  return decide({
    request,
    owner: scenario.owner ?? OWN,
    identity: identityOf(scenario, request),
    policy: policy === undefined ? known(null) : policyOf(policy),
    blocked: known(blocked),
  })
}

function requestOf(scenario: Scenario, action: string, resource: string, via: string | null): PolicyRequest {
  const { caller: given = {}, owner = OWN, context: more = {}, tags = {}, secret } = scenario
  const type = given.type ?? 'role'
  const caller: Caller = {
    account: OWN,
    arn: type === 'role' ? ROLE : USER,
    type,
    id: 'AROAEXAMPLE0000000001',
    session: null,
    ...given,
  }
  const encryptionContext = secret === undefined ? null : { SecretARN: secretArn(scenario), SecretVersionId: null }
  const parts = {
    caller,
    callerTags: tags,
    resourceTags: null,
    owner,
    region: REGION,
    via,
    encryptionContext,
    more,
    now: NOW,
  }
  return { action, resource, caller, context: requestContext(action, parts) }
}

function identityOf({ identity = [], boundary, scp }: Scenario, request: PolicyRequest): Fact<SimulatedPolicies> {
  if (identity === 'unread') return unknown('AccessDenied')
  const { action, resource, context } = request
  const simulated = simulate(
    {
      identity: [{ id: 'policy', document: { Version: '2012-10-17', Statement: identity } }],
      boundary: boundary === undefined ? null : { Version: '2012-10-17', Statement: boundary },
      serviceControl: scp?.map(level => [{ Version: '2012-10-17', Statement: level }]) ?? null,
    },
    null,
    { action, resource, context: new Map(simulatedContext(context)) },
  )
  return known({ ...simulated, missing: doubtfulKeys(simulated.missing, action, context) })
}

const policyOf = (statements: readonly PolicyStatement[] | 'unread'): Fact<Policy> =>
  statements === 'unread' ? unknown('AccessDenied') : readPolicy({ Version: '2012-10-17', Statement: statements })

const toGrant = (grant: Partial<GrantRecord>): GrantRecord => ({
  grant_id: 'grant-1',
  name: null,
  grantee_principal: ROLE,
  retiring_principal: null,
  issuing_account: null,
  operations: ['Decrypt'],
  constraints: null,
  created_at: null,
  ...grant,
})
