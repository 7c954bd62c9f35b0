import type { TrailChange } from '../../../model/archive/coverage.ts'
import { isoTime } from '../../../model/time.ts'
import { readTrailChange } from '../../records/trail-change.ts'
import type { AnswerRow } from './read-row.ts'

/** Reads a call that changed a trail. Null: its time or name cannot be read. */
export function trailChangeOf({ account, region, last }: AnswerRow): TrailChange | null {
  if (last.at === null) return null
  const record = {
    eventName: last.operation,
    eventTime: isoTime(last.at),
    requestParameters: last.parameters,
    responseElements: last.response,
  }
  const change = readTrailChange(record, { account, region })
  return change === null || 'odd' in change ? null : change
}
