import { hasFailed, STUCK_AFTER, stuckVersions } from '../../model/assessments/secret-states.ts'
import type { SecretKeyRecord, SecretRecord, SecretsAssessment } from '../../model/assessments/secrets.ts'
import { DAY, dayText, type Instant } from '../../model/time.ts'
import { countNoun } from '../../lib/text/numbers.ts'

/** `off`, `every 30 d`, `overdue 12 d`, `failed`, `stuck`, `by rds`, `replica`, `being deleted`. Not yet made safe. */
export function rotationText(secret: SecretRecord, now: Instant): string {
  const { rotation, owning_service: owner, is_replica: isReplica, deleted_at: deleted } = secret
  if (deleted !== null) return 'being deleted'
  if (isReplica) return 'replica'
  if (owner !== null) return `by ${owner}`
  if (!rotation.enabled) return eventsText(secret) === '' ? 'off' : `off (${eventsText(secret)})`
  const troubles = [
    ...(hasFailed(secret) === true ? ['failed'] : []),
    ...((stuckVersions(secret, now)?.length ?? 0) > 0 ? ['stuck'] : []),
    ...(rotation.state === 'overdue' ? [`overdue${overdueDays(secret, now)}`] : []),
  ]
  return troubles.length === 0 ? scheduleText(secret) : troubles.join(', ')
}

/** Whether the rotation of a secret needs attention. */
export const isTroubled = (secret: SecretRecord, now: Instant): boolean =>
  /^(off|failed|stuck|overdue)/.test(rotationText(secret, now))

function overdueDays({ rotation: { next_rotation_at: next } }: SecretRecord, now: Instant): string {
  return next === null ? '' : ` ${Math.floor((now - Date.parse(next)) / DAY)} d`
}

function scheduleText({ rotation: { every_days: days, schedule } }: SecretRecord): string {
  if (schedule !== null) return schedule
  return days === null ? 'on' : `every ${days} d`
}

export const rotatedText = ({ rotation: { last_rotated_at: at } }: SecretRecord): string =>
  at === null ? '-' : dayText(Date.parse(at))

/** The day; `*`: the rotation function can have been the only reader. The word `Never` is reserved for keys. */
export const readText = ({ last_read_on: day, read_may_be_rotation: byRotation }: SecretRecord): string =>
  day === null ? 'not yet' : `${day}${byRotation ? '*' : ''}`

/** What the mark in `readText` means. */
export const READ_NOTE =
  'The rotation function ran on that day and reads the secret, so that it can be the only reader.'

/** `! unused`: the mark shows it also without colours. */
export const useText = ({ use, deleted_at: deleted }: SecretRecord): string =>
  deleted !== null ? '-' : use === 'unused' ? '! unused' : use

/** `aws/secretsmanager`, or the first alias of the key, or its ID, with what is wrong or unusual about it. */
export function keyText(key: SecretKeyRecord): string {
  if (key.id === null || key.kind === 'aws_managed') return 'aws/secretsmanager'
  const notes = [
    ...(key.kind === 'other_account' ? [`of ${accountOf(key.id)}`] : []),
    ...(key.state === 'Enabled' ? [] : [key.state ?? 'unknown state']),
  ]
  const [alias, ...others] = key.aliases ?? []
  const own = alias === undefined ? nameIn(key.id) : others.length === 0 ? alias : `${alias} +${others.length}`
  return notes.length === 0 ? own : `${own} (${notes.join(', ')})`
}

/** The ID or the alias at the end of an ARN. */
const nameIn = (id: string): string => id.replace(/^.*?(?=alias\/)/, '').replace(/^arn:.*\//, '')

const accountOf = (id: string): string => id.split(':')[4] ?? 'another account'

/** What is known about failed rotations: `3 failed, 1 abandoned`. */
export const eventsText = ({ rotation_events: events }: SecretRecord): string => {
  if (events === null) return ''
  const text = [
    ...(events.failed === 0 ? [] : [`${events.failed} failed`]),
    ...(events.abandoned === 0 ? [] : [`${events.abandoned} abandoned`]),
  ].join(', ')
  return events.is_partial ? `${text === '' ? '0' : text} or more` : text
}

/** The numbers of the result, each with its label. */
export function summaryLines({ summary, unused_days: days }: SecretsAssessment): [label: string, text: string][] {
  const { own, rotating, overdue, failed, stuck } = summary
  const troubles = [
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(stuck === 0 ? [] : [`${stuck} stuck for more than ${STUCK_AFTER / DAY} day`]),
  ]
  const atLeast = summary.is_lower_bound ? 'at least ' : ''
  return [
    ['Secrets', `${countNoun(summary.secrets, 'secret')}, ${summary.pending_deletion} of them being deleted`],
    [
      'Rotation',
      `on for ${rotating} of the ${countNoun(own, 'secret')} that you manage${troubles.length === 0 ? '' : `; ${troubles.join(', ')}`}`,
    ],
    [
      'Unused',
      `${countNoun(summary.unused, 'secret')} not read for ${days} days${moneyText(summary.unused_monthly_cost, ', ')}`,
    ],
    ['Cost', `${atLeast}${moneyText(summary.monthly_cost) || 'unknown'}`],
  ]
}

const moneyText = (amount: number | null, before = ''): string =>
  amount === null ? '' : `${before}$${amount.toFixed(2)} a month`
