import { minuteText, type Instant } from '../model/time.ts'
import { NO_ACTIONS } from './actions.ts'
import type { Condition } from './condition.ts'
import { fits } from './glob.ts'
import type { Listed, Statement } from './policy.ts'

/** For which key, and as of when, a policy is read. */
export interface Asked {
  keyArn: string
  now: Instant
}

/** Why a statement does nothing in the policy of this key, as the end of a sentence; null: it applies. */
export function whyIneffective(statement: Statement, { keyArn, now }: Asked): string | null {
  const { actions, covers, resources, principals, conditions } = statement
  if (principals === null || (principals.items.length === 0 && !principals.but)) return 'names no principal'
  if (!principals.but && principals.items.every(({ kind }) => kind === 'strange'))
    return 'names only principals that a key policy cannot name'
  if (actions === null || (actions.items.length === 0 && !actions.but)) return 'names no action'
  if (covers === NO_ACTIONS) return 'names no action that a key policy can allow or deny'
  if (resources === null || (resources.items.length === 0 && !resources.but)) return 'names no resource'
  if (!appliesTo(resources, keyArn)) return 'names a resource other than * or this key'
  const end = Math.min(...conditions.map(endOf))
  return end < now ? `ended at ${minuteText(end)}` : null
}

/** An alias or a bare key id is no name for the key here. */
const appliesTo = (resources: Listed<string>, keyArn: string): boolean =>
  resources.items.some(pattern => fits(pattern, keyArn)) !== resources.but

/**
 * Until when a condition can hold: the latest of its dates, written as ISO 8601 or as seconds since 1970. Both keys are
 * in every request. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function endOf({ operator, key, values }: Condition): Instant {
  const isOfTime = key === 'aws:currenttime' || key === 'aws:epochtime'
  if (!isOfTime || !/^(?:date|numeric)lessthan(?:equals)?$/.test(operator) || values.length === 0) return Infinity
  return values.reduce((latest, value) => Math.max(latest, instantOf(value)), -Infinity)
}

/** Infinity: it is no date, or one of no certain time zone. */
function instantOf(value: string): Instant {
  const at = /^\d+$/.test(value) ? Number(value) * 1000 : ISO.test(value) ? Date.parse(value) : Infinity
  return Math.abs(at) <= LATEST ? at : Infinity
}

const ISO = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?$/
/** Of what a Date can hold. */
const LATEST = 8.64e15
