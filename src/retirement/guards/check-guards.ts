import type {
  CancelDecision,
  GuardCheck,
  GuardCheckSummary,
  GuardDecision,
  GuardedKey,
  IdleTime,
} from '../../model/retirement/guard-check.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { guardToday } from './guard-today.ts'
import { idleTime } from './idle-time.ts'

/** The guards to try on every key. */
export interface TriedGuards {
  days: number
  cancelTag: { key: string; value: string } | null
}

/** Returns what guards would decide for every customer managed key of a report, as of the time of the report. */
export function checkGuards(report: Report, { days, cancelTag }: TriedGuards): GuardCheck {
  const now = Date.parse(report.generated_at)
  const whyUnread = gapFinder(report)
  const keys = report.keys
    .filter(({ key_manager }) => key_manager !== 'AWS')
    .map((key): GuardedKey => {
      const { account_id, region, key_id, key_arn, aliases, key_state } = key
      const idle = idleTime(key, now)
      const decided = decide(idle, days)
      return {
        account_id,
        region,
        key_id,
        key_arn,
        aliases,
        key_state,
        idle,
        decisions: {
          key_policy: decided,
          scp: decided,
          rcp: UNDOCUMENTED,
          ...(cancelTag !== null && { alarm: cancellation(key, cancelTag, whyUnread) }),
        },
        guard_today: guardToday(key, idle, now, whyUnread(key, 'kms:GetKeyPolicy')),
      }
    })
  return {
    as_of: report.generated_at,
    days,
    ...(cancelTag !== null && { cancel_tag: cancelTag }),
    summary: summaryOf(keys),
    keys,
    gaps: report.gaps,
  }
}

const UNDOCUMENTED: GuardDecision = {
  decision: 'unknown',
  why: 'AWS does not document kms:TrailingDaysWithoutKeyUsage for resource control policies.',
}

function decide({ days: idle, precision, why }: IdleTime, days: number): GuardDecision {
  if (idle === null) return { decision: 'unknown', why: why ?? '' }
  if (idle <= days) return { decision: 'deny', why: `At most ${days} days without use.` }
  if (precision === 'exact') return { decision: 'allow', why: `More than ${days} days without use.` }
  return { decision: 'unknown', why: 'The key may have been used later than the last known use.' }
}

type WhyUnread = (key: KeyRecord, operation: string) => string

function cancellation(key: KeyRecord, tag: { key: string; value: string }, whyUnread: WhyUnread): CancelDecision {
  const { tags } = key
  if (tags === undefined || tags === null) return { decision: 'unknown', why: whyUnread(key, 'kms:ListResourceTags') }
  const found = tags.some(({ TagKey, TagValue }) => TagKey === tag.key && TagValue === tag.value)
  return found
    ? { decision: 'cancel', why: `The key has the tag ${tag.key}=${tag.value}.` }
    : { decision: 'leave', why: `The key does not have the tag ${tag.key}=${tag.value}.` }
}

/** Returns a function that says why a call about a key has no answer. */
function gapFinder({ gaps }: Report): WhyUnread {
  const messages = new Map(
    gaps.map(gap => [`${gap.operation} ${gap.account_id} ${gap.region} ${gap.key_id}`, gap.message]),
  )
  return ({ account_id, region, key_id, error }, operation) =>
    messages.get(`${operation} ${account_id} ${region} ${key_id}`) ??
    messages.get(`${operation} ${account_id} ${region} null`) ??
    error ??
    `${operation} was not called.`
}

function summaryOf(keys: readonly GuardedKey[]): GuardCheckSummary {
  const decided = (decision: GuardDecision['decision']): number =>
    keys.filter(({ decisions }) => decisions.key_policy.decision === decision).length
  const today = (status: GuardedKey['guard_today']['status']): number =>
    keys.filter(({ guard_today }) => guard_today.status === status).length
  return {
    keys: keys.length,
    denied: decided('deny'),
    allowed: decided('allow'),
    unknown: decided('unknown'),
    guarded_today: today('guarded'),
    guarded_today_unknown: today('unknown'),
  }
}
