import { HostNotFound } from '../faults/apply-effects.ts'
import { accessDeniedError, expiredError, invalidTokenError } from '../faults/aws-errors.ts'
import { decideBySessionPolicy } from '../world/session-policy.ts'
import type { SimulatedCall } from './call.ts'

/** Throws what a caller gets whose service does not exist in the Region, or whose credentials are not good for the call. */
export function requireAdmission(call: SimulatedCall, host: string): void {
  const { account, region, service, signer, now } = call
  if (account.regions[region]?.absentServices?.includes(service) === true) throw new HostNotFound(host)
  const isGlobal = GLOBAL_SERVICES.has(service)
  if (!isGlobal && !account.enabledRegions.includes(region)) throw invalidTokenError(call)
  if (signer.expiresAt !== undefined && now >= signer.expiresAt) throw expiredError(call)
  requireSessionPolicy(call)
  const action = `${service}:${call.operation}`
  if (account.deniedActions?.includes(action) === true)
    throw accessDeniedError(call, `because no identity-based policy allows the ${action} action`)
}

/** They sign for a Region that no account can turn off. */
const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['ce', 'iam', 'pricing'])

function requireSessionPolicy(call: SimulatedCall): void {
  const action = `${call.service}:${call.operation}`
  const decision = decideBySessionPolicy(call.signer.sessionPolicy, action)
  if (decision === 'denied') throw accessDeniedError(call, 'with an explicit deny in a session policy')
  if (decision === 'not-allowed') throw accessDeniedError(call, `because no session policy allows the ${action} action`)
}
