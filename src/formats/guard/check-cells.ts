import type { GuardedKey, GuardStatementToday } from '../../model/retirement/guard-check.ts'

/** `45`, `<= 45` or `Not known` */
export const idleText = ({ idle: { days, precision } }: GuardedKey): string =>
  days === null ? NOT_KNOWN : `${precision === 'at_most' ? '<= ' : ''}${days}`

export const NOT_KNOWN = 'Not known'

export const decisionText = ({ decisions }: GuardedKey): string => DECISIONS[decisions.key_policy.decision]

const DECISIONS = { deny: 'Deny', allow: 'Allow', unknown: NOT_KNOWN } as const

/** `90 days, refuses` */
export function guardTodayText({ guard_today: { status, statements } }: GuardedKey): string {
  if (status === 'unknown') return NOT_KNOWN
  if (status === 'none') return 'None'
  return `${[...new Set(statements.map(statementText))].join('; ')}${status === 'partly' ? ` (${partText(statements)} only)` : ''}`
}

const statementText = ({ days, refuses_today: refuses }: GuardStatementToday): string =>
  days === null && refuses === 'some'
    ? 'By principal'
    : `${days === null ? 'By principal' : `${days} days`}, ${REFUSES[refuses]}`

const REFUSES = {
  everyone: 'refuses',
  some: 'refuses some',
  nobody: 'allows',
  unknown: 'not known',
} as const

const partText = (statements: readonly GuardStatementToday[]): string =>
  statements[0]?.actions[0] === 'kms:DisableKey' ? 'disable' : 'delete'

/** Empty: no tag was named. */
export const cancelText = ({ decisions: { alarm } }: GuardedKey): string =>
  alarm === undefined ? '' : CANCELLATIONS[alarm.decision]

const CANCELLATIONS = { cancel: 'Cancels', leave: 'Leaves', unknown: NOT_KNOWN } as const

/** Why the decision is as it is, in one sentence. */
export function whyText({ idle, decisions: { key_policy: decided } }: GuardedKey): string {
  const since = idle.since === null ? '' : ` ${SINCE[idle.since]} ${idle.since_at?.slice(0, 10)}.`
  return `${decided.decision === 'unknown' && idle.days === null ? 'The last use is not known.' : decided.why}${since}`
}

const SINCE = { last_use: 'Last use:', creation: 'No use. Created:', tracking_start: 'No use. Tracked since:' } as const
