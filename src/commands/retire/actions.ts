import type { RetireAction } from './action.ts'
import { planAction } from './plan.ts'
import { watchAction } from './watch.ts'

/** The actions by the word that names them. */
export const actions: Readonly<Record<string, RetireAction>> = {
  plan: planAction as RetireAction,
  watch: watchAction as RetireAction,
}
