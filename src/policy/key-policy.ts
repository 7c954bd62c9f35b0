import { type Fact, known } from '../model/fact.ts'
import { type Access, accessOf } from './access.ts'
import type { Policy, Statement } from './policy.ts'
import { readPolicy } from './read-policy.ts'
import { withResource } from './resource-variables.ts'
import type { Asked } from './why-ineffective.ts'

/** A key's policy as it was written, and what it comes to. */
export interface KeyPolicy {
  policy: Policy
  asked: Asked
  access: readonly Access[]
}

/** The last one read: all checks of a key come one after another, and keeping those of all keys costs more than it saves. */
let last: { document: unknown; asked: Asked; fact: Fact<KeyPolicy> } | null = null

/** Reads a policy once for all checks of a key. The document must not be changed between them. */
export function keyPolicyOf(document: unknown, asked: Asked): Fact<KeyPolicy> {
  if (last !== null && last.document === document && isSame(last.asked, asked)) return last.fact
  const fact = readFor(document, asked)
  last = { document, asked, fact }
  return fact
}

const isSame = (one: Asked, other: Asked): boolean => one.keyArn === other.keyArn && one.now === other.now

function readFor(document: unknown, asked: Asked): Fact<KeyPolicy> {
  const read = readPolicy(document)
  if (!read.known) return read
  const account = asked.keyArn.split(':')[4] ?? ''
  const policy = { statements: read.value.statements.map(one => ofKey(one, account)) }
  return known({ policy, asked, access: accessOf(policy, asked) })
}

const ofKey = (statement: Statement, account: string): Statement => ({
  ...statement,
  conditions: statement.conditions.map(condition => withResource(condition, account)),
})
