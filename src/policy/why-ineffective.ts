import { minuteText, type Instant } from '../model/time.ts'
import { NO_ACTIONS } from './actions.ts'
import { matchesGlob } from './glob.ts'
import type { Listed, Statement } from './policy.ts'
import { windowOf } from './time-window.ts'
import { whyNeverHolds } from './value-forms.ts'

/** For which key, and as of when, a policy is read. */
export interface Asked {
  keyArn: string
  now: Instant
}

/** Why a statement has no effect in the policy of this key, as the end of a sentence; null: it applies. */
export function whyIneffective(statement: Statement, { keyArn, now }: Asked): string | null {
  const { actions, covers, resources, principals, conditions } = statement
  if (principals === null || (principals.items.length === 0 && !principals.but)) return 'names no principal'
  if (!principals.but && principals.items.every(({ kind }) => kind === 'strange'))
    return 'names only principals that are not valid in a key policy'
  if (actions === null || (actions.items.length === 0 && !actions.but)) return 'names no action'
  if (covers === NO_ACTIONS) return 'names no action that is valid in a key policy'
  if (resources === null || (resources.items.length === 0 && !resources.but)) return 'names no resource'
  if (!appliesTo(resources, keyArn)) return 'names a resource other than * or this key'
  const windows = conditions.map(windowOf)
  const from = Math.max(...windows.map(one => one.from))
  const until = Math.min(...windows.map(one => one.until))
  if (until < now) return `expired at ${minuteText(until)}`
  if (until < from) return `expires at ${minuteText(until)}, before it takes effect`
  return conditions.map(whyNeverHolds).find(why => why !== null) ?? null
}

/** An alias or a bare key ID does not name the key here. */
const appliesTo = (resources: Listed<string>, keyArn: string): boolean =>
  resources.items.some(pattern => matchesGlob(pattern, keyArn)) !== resources.but
