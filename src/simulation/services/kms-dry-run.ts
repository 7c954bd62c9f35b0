import { accessDeniedError } from '../faults/aws-errors.ts'
import { WireError, type SimulatedCall } from '../wire/call.ts'
import type { PolicyDocument, PolicyStatement, SimIam } from '../world/sim-iam.ts'
import type { SimKey } from '../world/sim-key.ts'
import { type Context } from './iam/evaluation/context.ts'
import { decide } from './iam/evaluation/decide.ts'
import { statementsOf } from './iam/evaluation/statements.ts'
import { policiesOfIdentity } from './iam/policy-source.ts'
import { keyPolicyOf } from './kms-details.ts'

/**
 * Decides whether the role that calls may do this with the key, and does nothing. A dry run always ends with an error.
 * https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
 */
export function tryKey(call: SimulatedCall, key: SimKey): never {
  if (!isAllowed(call, key)) throw accessDeniedError(call, `because no policy allows the kms:${call.operation} action`)
  if (key.state === 'Disabled') throw new WireError('DisabledException', `${call.index.arn(key)} is disabled.`)
  if (key.state !== 'Enabled') throw new WireError('KMSInvalidStateException', `${call.index.arn(key)} is not enabled.`)
  throw new WireError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.')
}

/** A signer that is not a role of the simulated IAM can do everything. */
function isAllowed(call: SimulatedCall, key: SimKey): boolean {
  const { signer, operation, account } = call
  const name = /:assumed-role\/([^/]+)\//.exec(signer.arn)?.[1] ?? ''
  const role = account.iam?.roles?.find(one => one.name === name)
  if (role === undefined) return true
  const arn = `arn:${account.partition}:iam::${account.id}:role${role.path ?? '/'}${name}`
  const policies = policiesOfIdentity(account.iam as SimIam, 'role', role)
  const request = { action: `kms:${operation}`, resource: call.index.arn(key), context: contextOfCall(call, arn) }
  const policy = keyPolicyOf(call, key) as PolicyDocument
  const named = of(policy, [arn, '*'])
  const delegating = of(policy, [`arn:${account.partition}:iam::${account.id}:root`])
  const decisionOf = (document: PolicyDocument) =>
    decide({ identity: [], boundary: null, serviceControl: null }, document, request).decision
  const identity = decide(policies, null, request)
  if (identity.decision === 'explicitDeny' || identity.allowedByOrganizations === false) return false
  if (decisionOf(of(policy, [arn, '*', delegatingArn(call)])) === 'explicitDeny') return false
  if (decisionOf(named) === 'allowed') return identity.allowedByBoundary !== false
  return decisionOf(delegating) === 'allowed' && identity.decision === 'allowed'
}

const delegatingArn = ({ account }: SimulatedCall): string => `arn:${account.partition}:iam::${account.id}:root`

/** The statements of a key policy that name one of these principals. */
const of = (policy: PolicyDocument, names: readonly string[]): PolicyDocument => ({
  ...policy,
  Statement: statementsOf(policy).filter(statement => namesIn(statement).some(name => names.includes(name))),
})

function namesIn({ Principal }: PolicyStatement): string[] {
  if (typeof Principal === 'string') return [Principal]
  return [(Principal as { AWS?: string | string[] } | undefined)?.AWS ?? []].flat()
}

function contextOfCall({ account, input, region }: SimulatedCall, arn: string): Context {
  const encryption = Object.entries((input['EncryptionContext'] ?? {}) as Record<string, string>)
  return new Map<string, readonly string[]>([
    ['kms:calleraccount', [account.id]],
    ['aws:principalaccount', [account.id]],
    ['aws:principalarn', [arn]],
    ['aws:requestedregion', [region]],
    ['kms:encryptioncontextkeys', encryption.map(([name]) => name)],
    ...encryption.map(([name, value]) => [`kms:encryptioncontext:${name.toLowerCase()}`, [value]] as const),
  ])
}
