import type { GuardStatementToday, GuardToday, IdleTime } from '../../model/retirement/guard-check.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import { isGuardOf } from '../../policy/deletion-guard.ts'
import { readKeyPolicy } from '../../policy/key-policy.ts'
import { DISABLE_KEY, SCHEDULE_DELETION } from '../../policy/statements/actions.ts'
import type { Statement } from '../../policy/statements/policy.ts'
import type { PolicyTarget } from '../../policy/statements/why-ineffective.ts'
import { guardEffect } from '../readiness/guard-effect.ts'

const GUARDED = [
  { name: 'kms:DisableKey', action: DISABLE_KEY },
  { name: 'kms:ScheduleKeyDeletion', action: SCHEDULE_DELETION },
]

/** Says which statements of the policy of a key are guards, and which principals they refuse today. */
export function guardToday(key: KeyRecord, idle: IdleTime, now: Instant, whyUnread: string): GuardToday {
  if (key.key_policy === undefined || key.key_policy === null) return unknownGuard(whyUnread)
  const target = { keyArn: key.key_arn, now }
  const read = readKeyPolicy(key.key_policy, target)
  if (!read.known) return unknownGuard(read.why)
  const statements = read.value.policy.statements.flatMap(statement => ofStatement(statement, target, idle))
  const covered = new Set(statements.flatMap(({ actions }) => actions)).size
  return {
    status: covered === GUARDED.length ? 'guarded' : covered === 0 ? 'none' : 'partly',
    statements,
    why: null,
  }
}

const unknownGuard = (why: string): GuardToday => ({ status: 'unknown', statements: [], why })

function ofStatement(statement: Statement, target: PolicyTarget, idle: IdleTime): GuardStatementToday[] {
  const covered = GUARDED.filter(({ action }) => isGuardOf(action, statement, target))
  const [first] = covered
  if (first === undefined) return []
  const { number, sid } = statement
  const days = daysOf(statement)
  return [
    {
      number,
      sid,
      actions: covered.map(({ name }) => name),
      days,
      refuses_today: REFUSED[refusal(statement, target, idle, first.action, days)],
    },
  ]
}

const REFUSED = { all: 'everyone', some: 'some', none: 'nobody', unknown: 'unknown' } as const

function refusal(
  statement: Statement,
  target: PolicyTarget,
  { days: trailingDays, precision }: IdleTime,
  action: bigint,
  days: number | null,
): keyof typeof REFUSED {
  if (days !== null && trailingDays === null) return 'unknown'
  const effect = guardEffect(statement, action, target, { trailingDays, pendingWindowDays: null })
  return days !== null && precision === 'at_most' && effect === 'none' ? 'unknown' : effect
}

/** The days up to which a guard refuses. One matching value is enough, so the highest counts. */
function daysOf({ conditions }: Statement): number | null {
  const limits = conditions
    .filter(({ key }) => key === 'kms:trailingdayswithoutkeyusage')
    .map(
      ({ operator, values }) =>
        Math.max(...values.map(Number).filter(Number.isFinite)) - (operator === 'numericlessthan' ? 1 : 0),
    )
  return limits.length === 0 ? null : Math.min(...limits)
}
