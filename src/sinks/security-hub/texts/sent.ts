import type { Failure } from '../../../aws/answers/answer.ts'
import type { RejectedFinding } from '../../../aws/security-hub/import-findings.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import type { PlaceRecord } from '../../../model/report/report.ts'
import { type Destination, placeName, type SendableState } from '../destination.ts'
import type { SentCounts } from '../sent-counts.ts'
import { enableText } from './places.ts'

/** `111122223333 eu-west-1: 12 active, 3 resolved` */
export function sentText({ place, state }: Destination<SendableState>, counts: SentCounts): string {
  const parts = [
    `${counts.active} active`,
    `${counts.archived} ${state.existing === null ? 'passed' : 'resolved'}`,
    ...(counts.rejected === 0 ? [] : [`${counts.rejected} rejected`]),
    ...(counts.notSent === 0 ? [] : [`${counts.notSent} not sent`]),
  ]
  return `${safeText(placeName(place))}: ${parts.join(', ')}`
}

export const rejectedText = (place: PlaceRecord, { id, code, message }: RejectedFinding): string =>
  safeText(`${safeText(placeName(place))}: ${id} was rejected: ${code}: ${message}`)

export function notSentText(place: PlaceRecord, count: number, { reason, why }: Failure): string {
  const next = reason === 'not_enabled' ? ` ${enableText(place.region)}` : ''
  const cause = safeText(why.replace(/\.$/, ''))
  return `${safeText(placeName(place))}: ${countNoun(count, 'finding')} not sent: ${cause}.${next}`
}
