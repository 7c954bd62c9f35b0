import { type Fact, known } from '../model/fact.ts'
import { accessOf } from './access/access-of-policy.ts'
import type { Access } from './access/access.ts'
import { fillInOwner } from './conditions/resource-variables.ts'
import type { Policy, Statement } from './statements/policy.ts'
import { readPolicy } from './statements/read-policy.ts'
import type { PolicyTarget } from './statements/why-ineffective.ts'

/** The policy of a key, and the access that it gives. */
export interface KeyPolicy {
  policy: Policy
  target: PolicyTarget
  access: readonly Access[]
}

/** Reads a policy document (its text, or the object parsed from it) and evaluates it. */
export function readKeyPolicy(document: unknown, target: PolicyTarget): Fact<KeyPolicy> {
  const read = readPolicy(document)
  if (!read.known) return read
  const account = target.keyArn.split(':')[4] ?? ''
  const policy = { statements: read.value.statements.map(one => fillInKey(one, account)) }
  return known({ policy, target, access: accessOf(policy, target) })
}

const fillInKey = (statement: Statement, account: string): Statement => ({
  ...statement,
  conditions: statement.conditions.map(condition => fillInOwner(condition, account)),
})
