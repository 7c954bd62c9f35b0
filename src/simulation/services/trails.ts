import { DAY } from '../../model/time.ts'
import { seconds, text, WireError, type Call } from '../wire/call.ts'
import type { SimAccount, SimTrail } from '../world/world.ts'

/** The trails of a Region: its own, and multi-Region trails of other Regions unless `includeShadowTrails` is false. */
export function describeTrails(call: Call): unknown {
  const { input, account } = call
  const names = (input['trailNameList'] ?? []) as string[]
  const shadows = input['includeShadowTrails'] !== false
  const trails = seen(call).filter(
    trail =>
      (shadows || trail.homeRegion === call.region) &&
      (names.length === 0 || names.some(name => isNamed(trail, name, call))),
  )
  return { trailList: trails.map(trail => description(trail, account)) }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export function getTrailStatus(call: Call): unknown {
  const { logging, stoppedAt } = trailNamed(call, call.input['Name'])
  const stopped = stoppedAt ?? call.now - 30 * DAY
  return {
    IsLogging: logging,
    ...(logging ? { LatestDeliveryTime: seconds(call.now) } : { StopLoggingTime: seconds(stopped) }),
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export function getEventSelectors(call: Call): unknown {
  const trail = trailNamed(call, call.input['TrailName'])
  const TrailARN = arnOf(trail, call.account)
  if (trail.advancedEventSelectors !== undefined)
    return { TrailARN, AdvancedEventSelectors: trail.advancedEventSelectors }
  return { TrailARN, EventSelectors: trail.eventSelectors ?? [EVERYTHING] }
}

/** What a trail records by default: all management events. */
const EVERYTHING = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
}

const description = (trail: SimTrail, account: SimAccount) => ({
  Name: trail.name,
  S3BucketName: `${account.id}-${trail.name}`,
  IncludeGlobalServiceEvents: trail.multiRegion === true,
  IsMultiRegionTrail: trail.multiRegion === true,
  HomeRegion: trail.homeRegion,
  TrailARN: arnOf(trail, account),
  LogFileValidationEnabled: false,
  HasCustomEventSelectors: trail.eventSelectors !== undefined || trail.advancedEventSelectors !== undefined,
  HasInsightSelectors: false,
  IsOrganizationTrail: trail.organization === true,
})

const seen = ({ account, region }: Call): SimTrail[] =>
  (account.trails ?? []).filter(trail => trail.multiRegion === true || trail.homeRegion === region)

/** A trail name is valid in its home Region only, an ARN in every Region that the trail covers. */
function trailNamed(call: Call, named: unknown): SimTrail {
  const name = text(named) ?? ''
  const found = seen(call).find(trail => isNamed(trail, name, call))
  if (found !== undefined) return found
  throw new WireError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${call.account.id}`)
}

const isNamed = (trail: SimTrail, name: string, { account, region }: Call): boolean =>
  name === arnOf(trail, account) || (name === trail.name && trail.homeRegion === region)

const arnOf = ({ homeRegion, name }: SimTrail, { partition, id }: SimAccount): string =>
  `arn:${partition}:cloudtrail:${homeRegion}:${id}:trail/${name}`
