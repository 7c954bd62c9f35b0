import { isObject, tryParseJson } from '../../lib/json.ts'
import type { LoggedAction } from '../../model/retirement/watch-reading.ts'

const ACTIONS: ReadonlySet<unknown> = new Set<LoggedAction['action']>([
  'disable',
  'enable',
  'schedule-deletion',
  'cancel-deletion',
])

/**
 * Reads the log of the scripts of a plan, one JSON object a line, by the ARN of the key. Actions that failed, and lines
 * that cannot be read, such as one that a crash cut off, do not count.
 */
export function loggedActions(text: string, planId: string): Map<string, LoggedAction[]> {
  const actions = new Map<string, LoggedAction[]>()
  for (const line of text.split('\n')) {
    const entry = tryParseJson(line)
    if (!isObject(entry)) continue
    const { time, plan_id: plan, action, key_arn: arn, result } = entry
    const at = typeof time === 'string' ? Date.parse(time) : Number.NaN
    if (plan !== planId || typeof arn !== 'string' || !isAction(action) || result === 'failed' || Number.isNaN(at))
      continue
    actions.set(arn, [...(actions.get(arn) ?? []), { at, action }])
  }
  return actions
}

const isAction = (value: unknown): value is LoggedAction['action'] => ACTIONS.has(value)
