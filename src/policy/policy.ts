import type { Actions } from './actions.ts'
import type { Condition } from './condition.ts'
import type { Principal } from './principal.ts'

/** A key policy in our words. What is missing is null: whether a statement then applies is another question. */
export interface Policy {
  statements: readonly Statement[]
}

export interface Statement {
  /** From 1, as people count. */
  number: number
  sid: string | null
  effect: 'Allow' | 'Deny'
  actions: Listed<string> | null
  /** What these come to. */
  covers: Actions
  resources: Listed<string> | null
  principals: Listed<Principal> | null
  /** All of them must hold. */
  conditions: readonly Condition[]
}

/** `Action` or `NotAction`, `Principal` or `NotPrincipal`: what is named, or all but that. */
export interface Listed<T> {
  but: boolean
  items: readonly T[]
}
