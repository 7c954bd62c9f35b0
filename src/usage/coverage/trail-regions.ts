import type { ArchiveTrace } from '../../model/archive/coverage.ts'
import type { Span } from './spans.ts'
import { changesOf } from './trail-changes.ts'
import { isOf, type TrailId } from './trail-id.ts'

/**
 * When a trail left out the Region of the trace, because it recorded only its home Region: from the change that says so
 * until one that says otherwise, or until recording begins again. The last digest file may reach into this time.
 */
export function otherRegionsOnly(trail: TrailId, trace: ArchiveTrace): Span[] {
  if (trace.region === trail.home) return []
  const changes = changesOf(trail, trace.changes).filter(({ isMultiRegion }) => isMultiRegion !== null)
  const begins = [
    ...changes.flatMap(({ at, isMultiRegion }) => (isMultiRegion === true ? [at] : [])),
    ...trace.digests.flatMap(each => (each.isRestart && isOf(trail, each) ? [each.start] : [])),
  ]
  return changes.flatMap(({ at, isMultiRegion }) =>
    isMultiRegion === false ? [{ since: at, until: Math.min(...begins.filter(begin => begin >= at), Infinity) }] : [],
  )
}
