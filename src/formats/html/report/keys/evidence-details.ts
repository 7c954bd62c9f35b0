import type { EvidenceRecord, GapRecord, KeyRecord, UsageRecord } from '../../../../model/report/report.ts'
import { type Detail, heading, line, lineIf } from './detail.ts'

/** What the sources saw of a key, and what could not be read about it. */
export function evidenceDetails({ usage, error }: KeyRecord, gaps: readonly GapRecord[]): Detail[] {
  return [
    heading('Evidence'),
    ...(usage === undefined
      ? [line('Last use', 'Not checked (--source none). Run the audit with --source auto.')]
      : usageDetails(usage)),
    ...lineIf('Error', error),
    ...gaps.map(({ operation, reason, message }) =>
      line(`Gap: ${reason.replace('_', ' ')}`, `${operation}: ${message}`),
    ),
  ]
}

function usageDetails(usage: UsageRecord): Detail[] {
  const { evidence, disagreement } = usage
  return [
    ...lineIf('Last use', lastUse(usage)),
    ...evidence.map(each => line(each.source, evidenceText(each))),
    ...(evidence.length === 0 ? [line('Sources', 'The report contains no evidence for this key.')] : []),
    ...lineIf('Disagreement', disagreement),
  ]
}

function lastUse({
  last_used_at: at,
  at_least: atLeast,
  operation,
  event_id: event,
  source,
}: UsageRecord): string | null {
  if (at === null) return null
  return [
    `${timeText(at)}${atLeast === true ? ' or later' : ''}`,
    ...(operation === null ? [] : [operation]),
    ...(source === null ? [] : [`from ${source}`]),
    ...(event === null ? [] : [`event ${event}`]),
  ].join(', ')
}

function evidenceText(evidence: EvidenceRecord): string {
  const { last_used_at: at, precision, operation, refused_at: refused, public_key_read_at: read } = evidence
  const parts = [
    `${STATUS[evidence.status] ?? evidence.status}${at === undefined ? '' : ` ${timeText(at)}`}`,
    ...(at === undefined || precision === undefined ? [] : [`to the ${precision}`]),
    ...(operation === undefined ? [] : [operation]),
    sightText(evidence),
    ...(evidence.why === undefined ? [] : [evidence.why]),
    ...(evidence.unverified === true ? ['not verified: no event was there to test the search with'] : []),
    ...(refused === undefined ? [] : [refusedText(evidence)]),
    ...(evidence.disabled_at === undefined ? [] : [`disabled ${timeText(evidence.disabled_at)}`]),
    ...(read === undefined ? [] : [`public key downloaded ${timeText(read)}`]),
  ]
  return parts.filter(part => part !== '').join('; ')
}

const STATUS: Readonly<Record<string, string>> = {
  used: 'used',
  not_observed: 'no use',
  partial: 'seen in part',
  unknown: 'unknown',
}

/** The time that a source really saw. */
const sightText = ({ since, until }: EvidenceRecord): string =>
  [since === undefined ? '' : `seen from ${timeText(since)}`, until === undefined ? '' : `until ${timeText(until)}`]
    .filter(part => part !== '')
    .join(' ')

const refusedText = ({ refused_at: at = '', refused_error: error, refused_by: by }: EvidenceRecord): string =>
  `refused ${timeText(at)}${error === undefined ? '' : ` (${error})`}${by === undefined ? '' : ` to ${by}`}`

/** `2026-11-20 14:30 UTC` of `2026-11-20T14:30:22Z`. Other text stays as it is. */
export const timeText = (time: string): string =>
  time.replace(/^([\d-]+)T(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?Z$/, '$1 $2 UTC')
