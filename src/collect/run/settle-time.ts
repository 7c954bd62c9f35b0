import type { RunClock } from '../../aws/session/clock.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { decideDisposition } from '../../usage/disposition.ts'
import { remeasureEvidence, type Timeline } from '../../usage/remeasure.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import { decideVerdict } from '../../usage/verdict.ts'
import type { AuditedKey } from '../../report/audited-key.ts'

interface PlaceKeys {
  client: PlaceClient
  keys: AuditedKey[]
}

/**
 * Compares the first time of a run with the dates of all its answers. If they differ, or single answers are dated at
 * other times, measures sights again and decides verdicts again. Evidence that is lost leaves a gap. Returns the
 * milliseconds by which the first time was wrong, or null.
 */
export function settleTime(
  clock: RunClock,
  places: readonly PlaceKeys[],
  options: AuditOptions,
  sources: readonly NamedSource[],
): number | null {
  const before = clock.now
  const operations = new Map(sources.map(({ id, source }) => [id, source.operations[0]]))
  const timeCorrection = clock.settle()
  const isMoved = clock.now !== before
  const timeline = { from: clock.now, to: clock.latest, isCorrected: timeCorrection !== null }
  for (const { client, keys } of places) {
    if (isMoved && keys.some(({ requests }) => requests !== undefined && requests !== null)) {
      const why = 'request counts end at a wrong time, taken from the first response of this run'
      client.gap('cloudwatch:GetMetricData', 'malformed', why)
    }
    keys.forEach((key, index) => {
      const counted = isMoved && key.requests !== undefined ? { ...key, requests: null } : key
      keys[index] = settled(counted, { ...timeline, operations }, client, options)
    })
  }
  return timeCorrection
}

/** A timeline, and the operations to name in gaps, by source, if an answer has an impossible date. */
type NamedTimeline = Timeline & { operations: ReadonlyMap<string, Operation | undefined> }

function settled(audited: AuditedKey, timeline: NamedTimeline, client: PlaceClient, options: AuditOptions): AuditedKey {
  const { key, createdAt } = audited
  const evidence = audited.evidence.map(each => remeasureEvidence(each, timeline))
  const isSame = evidence.every((each, index) => each === audited.evidence[index])
  if (audited.usage === null || (isSame && !timeline.isCorrected)) return audited
  for (const [index, each] of evidence.entries()) {
    const { sighting, source } = each
    if (each === audited.evidence[index] || sighting.kind !== 'unknown') continue
    client.gap(timeline.operations.get(source) ?? source, 'malformed', sighting.why, key.id)
  }
  const { unusedDays } = options
  const { from: now } = timeline
  const usage = decideVerdict(evidence, createdAt, now)
  return {
    ...audited,
    evidence,
    usage,
    disposition: decideDisposition({ usage, evidence, createdAt, now, unusedDays }),
  }
}
