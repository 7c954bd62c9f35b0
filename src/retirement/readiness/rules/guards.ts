import { DISABLE_KEY, SCHEDULE_DELETION } from '../../../policy/statements/actions.ts'
import { joinWithAnd } from '../../../lib/text/lists.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { PENDING_WINDOW_DAYS } from '../../plan/pending-window.ts'
import type { ReadinessContext } from '../context.ts'
import { guardEffect, type GuardEffect } from '../guard-effect.ts'
import type { ReasonRule } from '../reason.ts'
import { trailingDays } from '../trailing-days.ts'

const deletionDenied: ReasonRule = {
  id: 'deletion-denied',
  level: 'blocked',
  title: 'A Deny of the key policy refuses DisableKey or ScheduleKeyDeletion today',
  find(key, context) {
    const found = deniedBy(key, context, 'all')
    return found === null
      ? null
      : {
          text: `The key policy refuses ${found.actions} today: ${found.statements}.`,
          source: 'key policy',
          clears: 'Wait until the guard allows it, or have its owner change it.',
        }
  },
}

const deletionLimited: ReasonRule = {
  id: 'deletion-limited',
  level: 'review',
  title: 'A Deny of the key policy leaves DisableKey or ScheduleKeyDeletion to some principals or conditions',
  find(key, context) {
    const found = deniedBy(key, context, 'some')
    return found === null
      ? null
      : {
          text: `The key policy leaves ${found.actions} to some principals or conditions: ${found.statements}.`,
          source: 'key policy',
          clears: 'Run the scripts as a principal that the guard allows.',
        }
  },
}

const ACTIONS = [
  { name: 'kms:DisableKey', set: DISABLE_KEY, pendingWindowDays: null },
  { name: 'kms:ScheduleKeyDeletion', set: SCHEDULE_DELETION, pendingWindowDays: PENDING_WINDOW_DAYS },
] as const

/** The actions that statements of the policy refuse so, in words. Null: none. */
function deniedBy(key: KeyRecord, { now, policyOf }: ReadinessContext, effect: GuardEffect) {
  const read = policyOf(key)
  if (read === null || !read.known) return null
  const { target } = read.value
  const days = trailingDays(key, now)
  const found = ACTIONS.flatMap(({ name, set, pendingWindowDays }) => {
    const statements = read.value.policy.statements.filter(
      one => guardEffect(one, set, target, { trailingDays: days, pendingWindowDays }) === effect,
    )
    return statements.length === 0 ? [] : [{ name, statements }]
  })
  if (found.length === 0) return null
  const numbers = [...new Set(found.flatMap(({ statements }) => statements.map(textOf)))]
  return { actions: joinWithAnd(found.map(({ name }) => name)), statements: joinWithAnd(numbers) }
}

const textOf = ({ number, sid }: { number: number; sid: string | null }): string =>
  `statement ${number}${sid === null ? '' : ` (${sid})`}`

export const ofGuards: readonly ReasonRule[] = [deletionDenied, deletionLimited]
