import { safeText } from '../../lib/text.ts'
import type { GapRecord, KeyRecord, PlaceRecord, Report } from '../../model/report.ts'
import { grouped } from '../columns/key-words.ts'
import { fullName } from './key-name.ts'
import { unitOf } from './places.ts'

/** What a reader must know before trusting the numbers; null when everything was read. */
export function gapsText({ scope: { places }, gaps, keys }: Report): string | null {
  const parts = [...placesText(places), ...keysText(gaps, keys), ...countText(gaps.length)]
  return parts.length === 0 ? null : parts.join('; ')
}

function placesText(places: readonly PlaceRecord[]): string[] {
  const count = (status: PlaceRecord['status']): number => places.filter(place => place.status === status).length
  const [unreachable, partial] = [count('unreachable'), count('partial')]
  const [only] = places
  if (places.length === 1 && partial === 1) return [`${safeText(only?.region ?? '')} answered in part`]
  const of = `of ${places.length} ${unitOf(places)}`
  const parts = [
    ...(unreachable === 0 ? [] : [`${unreachable} ${of} did not answer`]),
    ...(partial === 0 ? [] : [`${unreachable === 0 ? `${partial} ${of}` : partial} answered in part`]),
  ]
  return parts.length === 0 ? [] : [parts.join(', ')]
}

/** `kms:DescribeKey denied for alias/vault (596e89ec)`, where all gaps are those of so few keys. */
function keysText(gaps: readonly GapRecord[], keys: readonly KeyRecord[]): string[] {
  const ids = new Set(gaps.map(({ key_id }) => key_id))
  if (ids.size > MOST || ids.has(null)) return []
  return [...ids].map(id => {
    const ofKey = gaps.filter(({ key_id }) => key_id === id)
    const words = new Set(ofKey.map(({ operation, reason }) => `${operation} ${reason.replace('_', ' ')}`))
    const shown = [...words].slice(0, MOST).join(', ') + (words.size > MOST ? ` and ${words.size - MOST} more` : '')
    const key = keys.find(({ key_id }) => key_id === id)
    return safeText(`${shown} for ${key === undefined ? `key ${id}` : `${fullName(key)} (${key.key_id.slice(0, 8)})`}`)
  })
}

const MOST = 2

const countText = (count: number): string[] =>
  count === 0 ? [] : [`${grouped(String(count))} ${count === 1 ? 'gap' : 'gaps'}, listed by -o json`]
