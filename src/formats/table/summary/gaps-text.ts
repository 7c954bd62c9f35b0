import { groupBy } from '../../../lib/group-by.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { placeOf } from '../../../model/finding.ts'
import type { GapRecord, PlaceRecord, Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { keyText } from '../key-text.ts'
import { ellipsisFor } from '../terminal.ts'
import { placeUnit } from '../../report-text/places-text.ts'
import { shortIdLength } from '../short-forms.ts'

/** Returns what a reader must know before trusting the numbers. Null if everything was read. */
export function gapsText(report: Report, view: View): string | null {
  const { scope, gaps } = report
  const { places } = scope
  const named = keyParts(report, view)
  const isInPart = places.every(({ status }) => status !== 'unreachable')
  const parts = [...(isInPart && named.length > 0 ? [] : placeParts(places)), ...named, ...totalText(gaps.length)]
  return parts.length === 0 ? null : parts.join('; ')
}

function placeParts(places: readonly PlaceRecord[]): string[] {
  const count = (status: PlaceRecord['status']): number => places.filter(place => place.status === status).length
  const [unreachable, partial] = [count('unreachable'), count('partial')]
  const [part] = places.filter(({ status }) => status === 'partial')
  if (unreachable === 0 && partial === 1 && placeUnit(places) === 'Regions')
    return [`${safeText(part?.region ?? '')} gave partial results`]
  const of = `of ${places.length} ${placeUnit(places)}`
  const parts = [
    ...(unreachable === 0 ? [] : [`${unreachable} ${of} did not answer`]),
    ...(partial === 0 ? [] : [`${unreachable === 0 ? `${partial} ${of}` : partial} gave partial results`]),
  ]
  return parts.length === 0 ? [] : [parts.join(', ')]
}

/**
 * Returns `kms:DescribeKey and kms:GetKeyLastUsage denied for alias/vault (596e89ec)`, if all gaps concern one or two
 * keys.
 */
function keyParts({ gaps, keys }: Report, view: View): string[] {
  const all = view.allKeys ?? keys
  const byKey = groupBy(gaps, placeOf)
  if (byKey.length > MOST_NAMED || gaps.some(({ key_id }) => key_id === null)) return []
  const brief = { length: shortIdLength(all), ellipsis: ellipsisFor(view) }
  return byKey.flatMap(ofKey => {
    const [first] = ofKey
    if (first === undefined) return []
    const reasons = [...new Set(ofKey.map(({ reason }) => reason))]
    const what = reasons.map(each => `${operationsText(ofKey, each)} ${each.replace('_', ' ')}`).join(', ')
    const key = all.find(each => placeOf(each) === placeOf(first))
    return `${safeText(what)} for ${key === undefined ? safeText(`key ${first.key_id}`) : keyText(key, brief)}`
  })
}

function operationsText(gaps: readonly GapRecord[], reason: GapRecord['reason']): string {
  const names = [...new Set(gaps.filter(gap => gap.reason === reason).map(({ operation }) => operation))]
  return names.length <= MOST_NAMED ? names.join(' and ') : `${names[0]} and ${names.length - 1} other operations`
}

const MOST_NAMED = 2

const totalText = (count: number): string[] => (count === 0 ? [] : [`${countNoun(count, 'gap')} (details: -o json)`])
