import { NO_ACTIONS } from './actions.ts'
import { fits } from './glob.ts'
import type { Listed, Statement } from './policy.ts'

/** Why a statement does nothing in the policy of this key, as the end of a sentence; null: it applies. */
export function whyIneffective({ actions, covers, resources, principals }: Statement, keyArn: string): string | null {
  if (principals === null || (principals.items.length === 0 && !principals.but)) return 'names no principal'
  if (!principals.but && principals.items.every(({ kind }) => kind === 'strange'))
    return 'names only principals that a key policy cannot name'
  if (actions === null || (actions.items.length === 0 && !actions.but)) return 'names no action'
  if (covers === NO_ACTIONS) return 'names no action that a key policy can allow or deny'
  if (resources === null || (resources.items.length === 0 && !resources.but)) return 'names no resource'
  return appliesTo(resources, keyArn) ? null : 'names a resource other than * or this key'
}

/** An alias or a bare key id is no name for the key here. */
const appliesTo = (resources: Listed<string>, keyArn: string): boolean =>
  resources.items.some(pattern => fits(pattern, keyArn)) !== resources.but
