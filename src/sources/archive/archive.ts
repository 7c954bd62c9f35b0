import { TRAIL_ARCHIVE } from '../../model/gap.ts'
import { ARCHIVE_DELAY } from '../../usage/coverage/archive-sightings.ts'
import { isCurrentAnswer } from '../current-answer.ts'
import type { PlannedCalls } from '../../model/operations/planned-calls.ts'
import type { EffortQuestion, Effort, Source } from '../source.ts'
import { TRAIL_CHANGES } from '../../archives/records/trail-change.ts'
import { ArchiveReader } from './archive-reader.ts'

/**
 * Log files of CloudTrail on disk. Complete for the time that the archive provably covers; it shows uses from any time.
 */
const archive: Source = {
  title: 'CloudTrail log files on disk (--trail-archive), where the archive is complete',
  complete: true,
  delay: ARCHIVE_DELAY,
  operations: ['cloudtrail:DescribeTrails', 'cloudtrail:LookupEvents'],
  plan: () => TRAIL_CALLS,
  auto: whereNoUseIsKnown,
  open: (client, settings) => new ArchiveReader(client, settings, TRAIL_ARCHIVE),
}

export default archive

/**
 * The calls about trails, where digest files may prove silence. Lookups are made in the home Regions of trails only, and
 * if the log files do not show whether a trail was changed.
 */
export const TRAIL_CALLS: PlannedCalls = {
  calls: { 'cloudtrail:LookupEvents': TRAIL_CHANGES.size },
  shared: { 'cloudtrail:DescribeTrails': 1 },
}

/** In full for every key of which no complete source knows a use: an archive costs none of the quotas of AWS. */
export function whereNoUseIsKnown({ evidence, now }: EffortQuestion): Effort | 'skip' {
  return evidence.some(each => each.sighting.kind === 'used' && isCurrentAnswer(each, now)) ? 'skip' : 'full'
}
