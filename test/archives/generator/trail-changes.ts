import { HOUR, type Instant } from '../../../src/model/time.ts'
import type { World } from './plan-day.ts'
import type { Random } from './random.ts'
import { trailRecord, type JsonRecord } from './records.ts'
import type { ArchiveShape } from './shape.ts'

/** Changes of the trail on one day: selectors are set on the first, and logging stops and starts as the shape says. */
export function changesOf(
  random: Random,
  shape: ArchiveShape,
  world: World,
  day: number,
  from: Instant,
): { at: Instant; record: JsonRecord }[] {
  const { partition, trail, stops } = shape
  const { account, region, callers } = world
  const name = `arn:${partition}:cloudtrail:${region}:${account}:trail/${trail}`
  const change = (operation: string, at: Instant, parameters: JsonRecord) => ({
    at,
    record: trailRecord(random, { at, operation, caller: callers[2] ?? callers[0], region, account }, parameters),
  })
  const selectors = [
    { readWriteType: 'All', includeManagementEvents: true, dataResources: [], excludeManagementEventSources: [] },
  ]
  return [
    ...(day === 0 ? [change('PutEventSelectors', from + HOUR, { trailName: trail, eventSelectors: selectors })] : []),
    ...stops.filter(stop => stop.from === day).map(() => change('StopLogging', from, { name })),
    ...stops.filter(stop => stop.to === day).map(() => change('StartLogging', from, { name })),
  ]
}
