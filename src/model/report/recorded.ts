import type { GapRecord, KeyRecord, Report } from './report.ts'

/** Whether the facts about a key are what AWS Config recorded, not what AWS KMS answered. */
export const isRecorded = ({ inventory }: Pick<KeyRecord, 'inventory'>): boolean => inventory !== undefined

/** Returns the gaps without those about places whose keys are recorded: calls that could not be made there. */
export function gapsOfEntered({ gaps, scope }: Pick<Report, 'gaps' | 'scope'>): readonly GapRecord[] {
  const recorded = scope.places.filter(({ inventory }) => inventory !== undefined)
  if (recorded.length === 0) return gaps
  const names = new Set(recorded.map(({ account_id, region }) => `${account_id} ${region}`))
  return gaps.filter(({ account_id, region }) => !names.has(`${account_id} ${region}`))
}
