import type { KeyRecord } from '../../../model/report/report.ts'
import { DAY, minuteText } from '../../../model/time.ts'
import { recordedByText } from '../../report-text/recorded-text.ts'
import { fields, type Field, type Section, type SheetInput } from '../sheet.ts'

/** What the key is. */
export function identitySection({ key, report }: SheetInput): Section {
  const now = Date.parse(report.generated_at)
  return {
    title: 'Key',
    blocks: [
      fields([
        key.error === null ? null : ['Error', `${key.error}: what DescribeKey would show is missing here`],
        key.description ? ['Description', key.description] : null,
        key.aliases.length === 0
          ? ['Alias', key.inventory === undefined ? 'none' : 'not known']
          : [key.aliases.length === 1 ? 'Alias' : 'Aliases', key.aliases.join(', ')],
        ['ARN', key.key_arn],
        kind(key),
        state(key),
        key.inventory === undefined ? null : ['Recorded', recordedByText(key.inventory)],
        key.created_at === null ? ['Created', 'not known'] : ['Created', createdText(Date.parse(key.created_at), now)],
        rotation(key),
        ...family(key),
        tags(key),
      ]),
    ],
  }
}

function kind({
  key_spec: spec,
  key_usage: usage,
  origin,
  key_manager: manager,
  valid_to: validTo,
}: KeyRecord): Field | null {
  const words = [spec, usage, origin === null ? null : `key material from ${origin}`].filter(word => word !== null)
  const managed = manager === 'AWS' ? ['managed by AWS'] : manager === 'CUSTOMER' ? ['customer managed'] : []
  const expires = typeof validTo === 'string' ? [`material expires on ${validTo.slice(0, 10)}`] : []
  return words.length === 0 ? null : ['Type', [...words, ...managed, ...expires].join(', ')]
}

function state({ key_state, enabled, deletion_date: deletion }: KeyRecord): Field | null {
  if (key_state === null) return null
  if (deletion !== null) return ['State', `${key_state}: AWS deletes it on ${deletion.slice(0, 10)}`]
  return ['State', enabled === false && key_state !== 'Disabled' ? `${key_state}, not enabled` : key_state]
}

function createdText(at: number, now: number): string {
  const days = Math.floor((now - at) / DAY)
  return `${minuteText(at)}, ${days === 0 ? 'today' : days === 1 ? 'a day ago' : `${days.toLocaleString('en-US')} days ago`}`
}

function rotation({ key_rotation_enabled: enabled, rotation: read }: KeyRecord): Field | null {
  if (enabled === undefined && read === undefined) return null
  if (enabled === null || read === null || read === undefined) return ['Rotation', 'could not be read']
  const period = read.period_in_days === null ? '' : ` every ${read.period_in_days} days`
  const next = read.next_rotation_date === null ? '' : `, next on ${read.next_rotation_date.slice(0, 10)}`
  const done =
    read.rotations === null ? ', earlier rotations could not be read' : `, rotated ${timesText(read.rotations.length)}`
  return ['Rotation', `${enabled === true ? `automatic${period}${next}` : 'not automatic'}${done}`]
}

const timesText = (count: number): string => (count === 0 ? '0 times' : count === 1 ? 'once' : `${count} times`)

/** Each member of a family has its own policy, grants, use and price. */
function family({
  multi_region: isMulti,
  multi_region_type: type,
  primary_key_arn: primary,
  replica_keys: replicas,
  key_arn,
}: KeyRecord): Field[] {
  if (isMulti !== true) return []
  const others = [
    ...(primary === null || primary === key_arn ? [] : [primary]),
    ...replicas.filter(arn => arn !== key_arn),
  ]
  const role = type === 'REPLICA' ? 'replica' : 'primary key'
  return [
    [
      'Family',
      `multi-Region ${role}${others.length === 0 ? ' without replicas' : `, related to ${others.join(', ')}`}`,
    ],
  ]
}

const tags = ({ tags: read }: KeyRecord): Field | null => {
  if (read === undefined) return null
  if (read === null) return ['Tags', 'could not be read']
  return ['Tags', read.length === 0 ? 'none' : read.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`).join(', ')]
}
