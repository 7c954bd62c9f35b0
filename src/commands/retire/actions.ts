import type { RetireAction } from './action.ts'
import { planAction } from './plan.ts'

/** The actions by the word that names them. */
export const actions: Readonly<Record<string, RetireAction>> = {
  plan: planAction as RetireAction,
}
