import { type Fact, known } from '../model/fact.ts'
import { type Access, accessOf } from './access.ts'
import type { Policy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

/** A key's policy as it was written, and what it comes to. */
export interface KeyPolicy {
  policy: Policy
  keyArn: string
  access: readonly Access[]
}

/** The last one read: all checks of a key come one after another, and keeping those of all keys costs more than it saves. */
let last: { document: unknown; keyArn: string; fact: Fact<KeyPolicy> } | null = null

/** Reads a policy once for all checks of a key. The document must not be changed between them. */
export function keyPolicyOf(document: unknown, keyArn: string): Fact<KeyPolicy> {
  if (last !== null && last.document === document && last.keyArn === keyArn) return last.fact
  const fact = readFor(document, keyArn)
  last = { document, keyArn, fact }
  return fact
}

function readFor(document: unknown, keyArn: string): Fact<KeyPolicy> {
  const policy = readPolicy(document)
  return policy.known ? known({ policy: policy.value, keyArn, access: accessOf(policy.value, keyArn) }) : policy
}
