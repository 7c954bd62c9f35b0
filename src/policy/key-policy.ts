import { type Fact, known } from '../model/fact.ts'
import { type Access } from './access/access.ts'
import { accessOf } from './access/access-of-policy.ts'
import type { Policy, Statement } from './statements/policy.ts'
import { readPolicy } from './statements/read-policy.ts'
import { fillInOwner } from './conditions/resource-variables.ts'
import type { PolicyTarget } from './statements/why-ineffective.ts'

/** A key's policy as it was written, and what it comes to. */
export interface KeyPolicy {
  policy: Policy
  target: PolicyTarget
  access: readonly Access[]
}

/**
 * The last one read: all checks of a key come one after another, and keeping those of all keys costs more than it
 * saves.
 */
let last: { document: unknown; target: PolicyTarget; fact: Fact<KeyPolicy> } | null = null

/** Reads a policy once for all checks of a key. The document must not be changed between them. */
export function keyPolicyOf(document: unknown, target: PolicyTarget): Fact<KeyPolicy> {
  if (last !== null && last.document === document && isSame(last.target, target)) return last.fact
  const fact = readFor(document, target)
  last = { document, target, fact }
  return fact
}

const isSame = (one: PolicyTarget, other: PolicyTarget): boolean => one.keyArn === other.keyArn && one.now === other.now

function readFor(document: unknown, target: PolicyTarget): Fact<KeyPolicy> {
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
