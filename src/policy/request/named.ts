import { type Principal, roleOf } from '../statements/principal.ts'
import type { Listed, Statement } from '../statements/policy.ts'
import type { Caller } from './request.ts'
import type { Truth } from './truth.ts'

/**
 * How a statement names a caller. It decides which other policies count: an account delegates to its IAM policies, and
 * a permissions boundary limits what a role is given, but not what a user or a session is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
 */
export type Naming = 'session' | 'user' | 'role' | 'everyone' | 'account'

export interface Named {
  by: Naming
  truth: Exclude<Truth, 'no'>
}

/** How the principals of a statement name the caller, the narrowest first. Empty: they do not. */
export function namedIn({ principals, effect }: Pick<Statement, 'principals' | 'effect'>, caller: Caller): Named[] {
  if (principals === null) return []
  if (principals.negated) return namedByNotPrincipal(principals, caller, effect)
  const found = principals.items.flatMap(one => namedBy(one, caller) ?? [])
  return ORDER.flatMap(
    by => found.find(one => one.by === by && one.truth === 'yes') ?? found.find(one => one.by === by) ?? [],
  )
}

const ORDER: readonly Naming[] = ['session', 'user', 'role', 'everyone', 'account']

function namedBy(principal: Principal, caller: Caller): Named | null {
  switch (principal.kind) {
    case 'everyone':
      return { by: 'everyone', truth: 'yes' }
    case 'account':
      return principal.account === caller.account ? { by: 'account', truth: 'yes' } : null
    case 'identity':
      return namedByArn(principal.arn, caller)
    case 'deleted':
      return namedById(principal.id, caller)
    default:
      return null
  }
}

function namedByArn(arn: string, caller: Caller): Named | null {
  if (arn === caller.arn) return { by: caller.type, truth: 'yes' }
  if (!arn.includes(':assumed-role/') || caller.type !== 'role' || roleOf(arn) !== roleOf(caller.arn)) return null
  if (caller.session === null) return { by: 'session', truth: 'maybe' }
  return arn === caller.session ? { by: 'session', truth: 'yes' } : null
}

/** AWS shows the ID in place of the ARN of a user or role that was deleted. One that was created again has another. */
function namedById(id: string, { id: own, type }: Caller): Named | null {
  if (own === null || id.split(':')[0] !== own) return null
  return id.includes(':') ? { by: 'session', truth: 'maybe' } : { by: type, truth: 'yes' }
}

/**
 * NotPrincipal means everyone except those listed. An exception has to list the role or user and its account; of one
 * alone it is not certain what it excepts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function namedByNotPrincipal({ items }: Listed<Principal>, caller: Caller, effect: Statement['effect']): Named[] {
  const excepted = items.flatMap(one => namedBy(one, caller) ?? [])
  if (excepted.length === 0) return [{ by: 'everyone', truth: 'yes' }]
  const certain = excepted.filter(({ truth }) => truth === 'yes').map(({ by }) => by)
  const isWhole = certain.includes('everyone') || (certain.includes(caller.type) && certain.includes('account'))
  // An Allow for everyone except this caller gives it nothing.
  if (isWhole || (effect === 'Allow' && certain.includes(caller.type))) return []
  return [{ by: 'everyone', truth: 'maybe' }]
}
