import type { TrailChange } from '../../../model/archive/coverage.ts'
import type { AnswerRow } from './read-row.ts'

/** Reads a call that changed a trail. Null: its time or name cannot be read. */
export function trailChangeOf({ account, region, last }: AnswerRow): TrailChange | null {
  const { at, operation, parameters, response } = last
  if (at === null || operation === null) return null
  const name = parameters['name'] ?? parameters['trailName'] ?? response['trailARN'] ?? response['name']
  const isMultiRegion = parameters['isMultiRegionTrail'] ?? response['isMultiRegionTrail']
  return {
    at,
    account,
    region,
    operation,
    trail: typeof name === 'string' && name !== '' ? name : null,
    recordsUses: operation === 'StopLogging' || operation === 'DeleteTrail' ? false : null,
    isMultiRegion: typeof isMultiRegion === 'boolean' ? isMultiRegion : null,
  }
}
