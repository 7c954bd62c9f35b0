import type { TrailRecord } from '../../../model/report/report.ts'
import { listText } from '../../../lib/text/lists.ts'
import { notApplicable, pass, type Result, type TrailsByRegion, unknown } from '../../check.ts'
import { awsCommand } from '../../shared/remedy.ts'

/** A Region and the trails that record its events. */
export interface CoveredRegion {
  region: string
  /** Multi-Region trails first. */
  trails: readonly TrailRecord[]
  /** False: DescribeTrails failed in this Region, so there may be other trails. */
  isRead: boolean
}

/** `nothing`: there is no trail to judge. */
export type RegionState = 'good' | 'bad' | 'unknown' | 'nothing'

/** What a check of trails decides for each Region, and how it reports the result. */
interface RegionCheck {
  stateOf: (region: CoveredRegion) => RegionState
  failed: (bad: readonly CoveredRegion[]) => Result
  unsure: (regions: string) => string
  nothing: string
}

/**
 * Judges an account by its Regions. One bad Region fails it, because trails of other Regions do not record its events.
 */
export function judgeRegions(byRegion: TrailsByRegion, { stateOf, failed, unsure, nothing }: RegionCheck): Result {
  const states: Record<RegionState, CoveredRegion[]> = { good: [], bad: [], unknown: [], nothing: [] }
  for (const region of coveredRegions(byRegion)) states[stateOf(region)].push(region)
  if (states.bad.length > 0) return failed(states.bad)
  if (states.unknown.length > 0) return unknown(unsure(regionsText(states.unknown)))
  return states.good.length > 0 ? pass : notApplicable(nothing)
}

export const regionsText = (regions: readonly CoveredRegion[]): string => listText(regions.map(({ region }) => region))

/** Returns the trails of these Regions, each once. */
export const trailsOf = (regions: readonly CoveredRegion[]): TrailRecord[] => [
  ...new Map(regions.flatMap(({ trails }) => trails).map(trail => [trail.arn, trail])).values(),
]

/** Returns a command for a trail in its home Region: it cannot be changed in another. */
export const trailCommand = (operation: string, option: string, trail: TrailRecord | undefined): string =>
  awsCommand('cloudtrail', operation, option, trail?.arn ?? '', '--region', trail?.home_region ?? '')

/**
 * Adds the multi-Region trails to each Region. They record the events of every enabled Region, even of Regions that the
 * audit cannot read.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
 */
function coveredRegions(byRegion: TrailsByRegion): CoveredRegion[] {
  const regions = Object.entries(byRegion)
  const everywhere = regions.flatMap(([, seen]) => seen ?? []).filter(trail => trail.multi_region)
  const once = [...new Map(everywhere.map(trail => [trail.arn, trail])).values()]
  return regions.map(([region, seen]) => ({
    region,
    trails: [...once, ...(seen ?? []).filter(trail => !trail.multi_region)],
    isRead: seen !== null,
  }))
}
