import { isPendingDeletion } from '../model/key.ts'
import type { KeyRecord } from '../model/report/report.ts'
import type { KeyChange } from '../model/history/report-diff.ts'
import { lastUsedText } from './last-used-text.ts'
import type { Difference } from './subjects/subject.ts'

/** Returns a difference with the key that it is about. A key that lost its last alias keeps its name. */
export function withKey({ change, detail, ...rest }: Difference, now: KeyRecord, old: KeyRecord | null): KeyChange {
  const { account_id, region, key_id } = now
  const alias = now.aliases[0] ?? old?.aliases[0] ?? null
  return { change, account_id, region, key_id, alias, detail, ...rest }
}

export const newKey = (key: KeyRecord): KeyChange =>
  withKey({ change: 'new_key', detail: newKeyText(key), old: null, new: recordOf(key) }, key, null)

export const goneKey = (key: KeyRecord): KeyChange =>
  withKey({ change: 'key_gone', detail: goneKeyText(key), old: recordOf(key), new: null }, key, null)

const recordOf = (key: KeyRecord): KeyRecord =>
  key.last_used === undefined ? key : { ...key, last_used: lastUsedText(key) }

function newKeyText(key: KeyRecord): string {
  const created = key.created_at === null ? [] : [`created on ${key.created_at.slice(0, 10)}`]
  return [...created, key.disposition, ...priceTexts(key)].join(', ')
}

function goneKeyText(key: KeyRecord): string {
  const { key_state, deletion_date } = key
  const wasScheduled = key_state !== null && isPendingDeletion(key_state)
  const how = wasScheduled ? [`its deletion was scheduled for ${deletion_date?.slice(0, 10) ?? 'an unknown day'}`] : []
  return [...how, `was ${key.disposition}`, ...priceTexts(key)].join(', ')
}

const priceTexts = ({ cost }: KeyRecord): string[] => (cost.key === null ? [] : [`$${cost.key.toFixed(2)} a month`])
