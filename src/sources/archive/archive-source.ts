import { TRAIL_CHANGES } from '../../archives/records/trail-change.ts'
import { type ArchiveId, archives } from '../../archives/registry.ts'
import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { PlannedCalls } from '../../model/operations/planned-calls.ts'
import { ARCHIVE_DELAY } from '../../usage/coverage/archive-sightings.ts'
import { isCurrentAnswer } from '../current-answer.ts'
import type { Effort, EffortQuestion, Source } from '../source.ts'
import { ArchiveReader } from './archive-reader.ts'

/** Returns the source that asks an archive. */
export function archiveSource<Id extends ArchiveId>(id: Id): Source {
  const archive = archives[id]
  const { title, complete, operation } = archive
  return {
    title,
    complete,
    delay: ARCHIVE_DELAY,
    operations: [...archive.operations, ...(complete ? TRAIL_OPERATIONS : [])],
    plan(_, options) {
      const option: ArchiveOptions[Id] = options.archives[id]
      return option !== null && archive.provesSilence(option) ? TRAIL_CALLS : { calls: {} }
    },
    auto: whereNoUseIsKnown,
    open: (client, settings) => new ArchiveReader(client, settings, operation),
  }
}

/** They tell whether digest files prove the silence of an archive. */
const TRAIL_OPERATIONS = ['cloudtrail:DescribeTrails', 'cloudtrail:LookupEvents'] as const

/**
 * The calls about trails, where digest files may prove silence. Lookups are made in the home Regions of trails only, and
 * if the log files do not show whether a trail was changed.
 */
const TRAIL_CALLS: PlannedCalls = {
  calls: { 'cloudtrail:LookupEvents': TRAIL_CHANGES.size },
  shared: { 'cloudtrail:DescribeTrails': 1 },
}

/** In full for every key unless a complete source knows a use: a search of an archive uses no quota of AWS. */
function whereNoUseIsKnown({ evidence, now }: EffortQuestion): Effort | 'skip' {
  return evidence.some(each => each.sighting.kind === 'used' && isCurrentAnswer(each, now)) ? 'skip' : 'full'
}
