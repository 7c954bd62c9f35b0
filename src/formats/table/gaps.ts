import { counted } from '../../lib/number-text.ts'
import { safeText } from '../../lib/text.ts'
import type { GapRecord, KeyRecord, PlaceRecord, Report } from '../../model/report.ts'
import { fullName } from './key-name.ts'
import { unitOf } from './places.ts'

/** What a reader must know before trusting the numbers; null when everything was read. */
export function gapsText({ scope: { places }, gaps, keys }: Report): string | null {
  const named = keysText(gaps, keys)
  const isInPart = places.every(({ status }) => status !== 'unreachable')
  const parts = [...(isInPart && named.length > 0 ? [] : placesText(places)), ...named, ...totalText(gaps.length)]
  return parts.length === 0 ? null : parts.join('; ')
}

function placesText(places: readonly PlaceRecord[]): string[] {
  const count = (status: PlaceRecord['status']): number => places.filter(place => place.status === status).length
  const [unreachable, partial] = [count('unreachable'), count('partial')]
  const [part] = places.filter(({ status }) => status === 'partial')
  if (unreachable === 0 && partial === 1 && unitOf(places) === 'Regions')
    return [`${safeText(part?.region ?? '')} gave partial results`]
  const of = `of ${places.length} ${unitOf(places)}`
  const parts = [
    ...(unreachable === 0 ? [] : [`${unreachable} ${of} did not answer`]),
    ...(partial === 0 ? [] : [`${unreachable === 0 ? `${partial} ${of}` : partial} gave partial results`]),
  ]
  return parts.length === 0 ? [] : [parts.join(', ')]
}

/** `kms:DescribeKey and kms:GetKeyLastUsage denied for alias/vault (596e89ec)`, where all gaps are those of so few keys. */
function keysText(gaps: readonly GapRecord[], keys: readonly KeyRecord[]): string[] {
  const ids = new Set(gaps.map(({ key_id }) => key_id))
  if (ids.size > MOST || ids.has(null)) return []
  return [...ids].map(id => {
    const ofKey = gaps.filter(({ key_id }) => key_id === id)
    const reasons = [...new Set(ofKey.map(({ reason }) => reason))]
    const shown = reasons.map(each => `${operationsText(ofKey, each)} ${each.replace('_', ' ')}`).join(', ')
    const key = keys.find(({ key_id }) => key_id === id)
    return safeText(`${shown} for ${key === undefined ? `key ${id}` : `${fullName(key)} (${key.key_id.slice(0, 8)})`}`)
  })
}

function operationsText(gaps: readonly GapRecord[], reason: GapRecord['reason']): string {
  const names = [...new Set(gaps.filter(gap => gap.reason === reason).map(({ operation }) => operation))]
  return names.length <= MOST ? names.join(' and ') : `${names[0]} and ${names.length - 1} other operations`
}

const MOST = 2

const totalText = (count: number): string[] => (count === 0 ? [] : [`${counted(count, 'gap')} (details: -o json)`])
