import type { ActionSet } from './actions.ts'
import type { Condition } from '../conditions/condition.ts'
import type { Principal } from './principal.ts'

/** A key policy. Elements that a statement does not have are null; `whyIneffective` says whether it then applies. */
export interface Policy {
  statements: readonly Statement[]
}

export interface Statement {
  /** Its position in the policy, from 1. */
  number: number
  sid: string | null
  effect: 'Allow' | 'Deny'
  actions: Listed<string> | null
  /** What `actions` means, wildcards expanded. */
  actionSet: ActionSet
  resources: Listed<string> | null
  principals: Listed<Principal> | null
  /** All of them must hold. */
  conditions: readonly Condition[]
}

/** An element such as `Action`, or its negation `NotAction`: the named items, or everything except them. */
export interface Listed<T> {
  negated: boolean
  items: readonly T[]
}
