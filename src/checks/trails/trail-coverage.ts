import type { TrailRecord } from '../../model/report.ts'
import { listText } from '../../lib/text/lists.ts'
import { notApplicable, pass, type Result, type TrailsByRegion, unknown } from '../check.ts'
import { awsCommand } from '../shared/remedy.ts'

/** A Region with the trails that get its events. */
export interface CoveredRegion {
  region: string
  /** Those of all Regions before those of this Region alone. */
  trails: readonly TrailRecord[]
  /** False: DescribeTrails was not answered here, so there may be more of them. */
  isRead: boolean
}

/** `nothing`: no trail is there to be judged. */
export type RegionState = 'good' | 'bad' | 'unknown' | 'nothing'

/** What the three checks of trails ask of one account, Region by Region. */
interface RegionQuestion {
  stateOf: (region: CoveredRegion) => RegionState
  failed: (bad: readonly CoveredRegion[]) => Result
  unsure: (regions: string) => string
  nothing: string
}

/** One bad Region fails the account: trails elsewhere do not keep what happens there. */
export function judgeRegions(byRegion: TrailsByRegion, { stateOf, failed, unsure, nothing }: RegionQuestion): Result {
  const states: Record<RegionState, CoveredRegion[]> = { good: [], bad: [], unknown: [], nothing: [] }
  for (const region of covered(byRegion)) states[stateOf(region)].push(region)
  if (states.bad.length > 0) return failed(states.bad)
  if (states.unknown.length > 0) return unknown(unsure(regionsText(states.unknown)))
  return states.good.length > 0 ? pass : notApplicable(nothing)
}

export const regionsText = (regions: readonly CoveredRegion[]): string => listText(regions.map(({ region }) => region))

/** Each trail of these Regions once. */
export const trailsOf = (regions: readonly CoveredRegion[]): TrailRecord[] => [
  ...new Map(regions.flatMap(({ trails }) => trails).map(trail => [trail.arn, trail])).values(),
]

/** A trail can only be changed in its home Region. */
export const trailCommand = (operation: string, option: string, trail: TrailRecord | undefined): string =>
  awsCommand('cloudtrail', operation, option, trail?.arn ?? '', '--region', trail?.home_region ?? '')

/**
 * A trail for all Regions records the events of every enabled one, also of those that the audit may not read.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
 */
function covered(byRegion: TrailsByRegion): CoveredRegion[] {
  const regions = Object.entries(byRegion)
  const everywhere = regions.flatMap(([, seen]) => seen ?? []).filter(trail => trail.multi_region)
  const once = [...new Map(everywhere.map(trail => [trail.arn, trail])).values()]
  return regions.map(([region, seen]) => ({
    region,
    trails: [...once, ...(seen ?? []).filter(trail => !trail.multi_region)],
    isRead: seen !== null,
  }))
}
