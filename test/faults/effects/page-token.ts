import { pageToken, textOrUndefined, type SimulatedCall } from '../../../src/simulation/wire/call.ts'
import type { FaultEffect } from '../../../src/simulation/faults/faults.ts'
import type { RandomChoices } from '../random-choices.ts'
import { changeField } from './make-effects.ts'

/**
 * Replaces the page token by an invalid one, by the same one, by one that leads back, or removes it although there is
 * more.
 */
export function wrongToken({ operation, input }: SimulatedCall, random: RandomChoices): FaultEffect | null {
  const field = {
    ListKeys: 'NextMarker',
    ListAliases: 'NextMarker',
    LookupEvents: 'NextToken',
    GetMetricData: 'NextToken',
  }[operation]
  if (field === undefined) return null
  const asked = textOrUndefined(input[field === 'NextMarker' ? 'Marker' : field])
  const way = random.pick(['nonsense', 'again', 'back', 'lost'])
  // Only ListKeys, ListAliases (Truncated) and GetMetricData (PartialData) show in another way that there is more.
  if (way === 'lost') return operation === 'LookupEvents' ? null : changeField(field, () => undefined)
  if (way === 'nonsense') return changeField(field, () => 'bm9uc2Vuc2U')
  const there = way === 'again' ? asked : pageBefore(operation, asked, Number(input['Limit']))
  return there === undefined ? null : changeField(field, () => there)
}

/** Returns the token of the page before if the pages are numbered, or of the first page of metrics. */
function pageBefore(operation: string, asked: string | undefined, size: number): string | undefined {
  const tag = { ListKeys: 'keys', ListAliases: 'aliases' }[operation]
  if (asked === undefined) return undefined
  if (operation === 'GetMetricData') return pageToken('data', { query: 0, point: 0 })
  if (tag === undefined) return undefined
  const start = Number(
    Buffer.from(asked, 'base64url')
      .toString('utf8')
      .slice(tag.length + 1),
  )
  return pageToken(tag, Math.max(0, start - size))
}
