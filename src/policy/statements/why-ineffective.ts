import { minuteText, type Instant } from '../../model/time.ts'
import { NO_ACTIONS } from './actions.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import type { Listed, Statement } from './policy.ts'
import { timeWindowOf } from '../conditions/time-window.ts'
import { whyNeverHolds } from '../conditions/value-forms.ts'

/** The key whose policy is read, and the time at which the policy is evaluated. */
export interface PolicyTarget {
  keyArn: string
  now: Instant
}

/** Says why a statement has no effect in the policy of this key, as the end of a sentence. Null: it has an effect. */
export function whyIneffective(statement: Statement, { keyArn, now }: PolicyTarget): string | null {
  const { actions, actionSet, resources, principals, conditions } = statement
  if (principals === null || (principals.items.length === 0 && !principals.negated)) return 'names no principal'
  if (!principals.negated && principals.items.every(({ kind }) => kind === 'invalid'))
    return 'names only principals that are not valid in a key policy'
  if (actions === null || (actions.items.length === 0 && !actions.negated)) return 'names no action'
  if (actionSet === NO_ACTIONS) return 'names no action that is valid in a key policy'
  if (resources === null || (resources.items.length === 0 && !resources.negated)) return 'names no resource'
  if (!includesKey(resources, keyArn)) return 'names a resource other than * or this key'
  const windows = conditions.map(timeWindowOf)
  const from = Math.max(...windows.map(one => one.from))
  const until = Math.min(...windows.map(one => one.until))
  if (until < now) return `expired at ${minuteText(until)}`
  if (until < from) return `expires at ${minuteText(until)}, before it takes effect`
  return conditions.map(whyNeverHolds).find(why => why !== null) ?? null
}

/** Whether a Resource element includes the key. An alias or a bare key ID does not name a key here. */
const includesKey = (resources: Listed<string>, keyArn: string): boolean =>
  resources.items.some(pattern => matchesGlob(pattern, keyArn)) !== resources.negated
