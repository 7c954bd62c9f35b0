import { DAY } from '../../model/time.ts'
import { seconds, textOrUndefined, WireError, type SimulatedCall } from '../wire/call.ts'
import type { SimAccount, SimTrail } from '../world/world.ts'

/**
 * Returns the trails of a Region: its own, and multi-Region trails of other Regions unless `includeShadowTrails` is
 * false.
 */
export function describeTrails(call: SimulatedCall): unknown {
  const { input, account } = call
  const names = (input['trailNameList'] ?? []) as string[]
  const shadows = input['includeShadowTrails'] !== false
  const trails = visibleTrails(call).filter(
    trail =>
      (shadows || trail.homeRegion === call.region) &&
      (names.length === 0 || names.some(name => isNamed(trail, name, call))),
  )
  return { trailList: trails.map(trail => toTrail(trail, account)) }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export function getTrailStatus(call: SimulatedCall): unknown {
  const { logging, stoppedAt } = requireTrail(call, call.input['Name'])
  const stopped = stoppedAt ?? call.now - 30 * DAY
  return {
    IsLogging: logging,
    ...(logging ? { LatestDeliveryTime: seconds(call.now) } : { StopLoggingTime: seconds(stopped) }),
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export function getEventSelectors(call: SimulatedCall): unknown {
  const trail = requireTrail(call, call.input['TrailName'])
  const TrailARN = trailArn(trail, call.account)
  if (trail.advancedEventSelectors !== undefined)
    return { TrailARN, AdvancedEventSelectors: trail.advancedEventSelectors }
  return { TrailARN, EventSelectors: trail.eventSelectors ?? [EVERYTHING] }
}

/** The default of a trail: all management events. */
const EVERYTHING = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
}

const toTrail = (trail: SimTrail, account: SimAccount) => ({
  Name: trail.name,
  S3BucketName: `${account.id}-${trail.name}`,
  IncludeGlobalServiceEvents: trail.multiRegion === true,
  IsMultiRegionTrail: trail.multiRegion === true,
  HomeRegion: trail.homeRegion,
  TrailARN: trailArn(trail, account),
  LogFileValidationEnabled: false,
  HasCustomEventSelectors: trail.eventSelectors !== undefined || trail.advancedEventSelectors !== undefined,
  HasInsightSelectors: false,
  IsOrganizationTrail: trail.organization === true,
  ...(trail.kmsKeyId !== undefined && { KmsKeyId: trail.kmsKeyId }),
})

const visibleTrails = ({ account, region }: SimulatedCall): SimTrail[] =>
  (account.trails ?? []).filter(trail => trail.multiRegion === true || trail.homeRegion === region)

/** Finds a trail. A name is valid only in the home Region, an ARN in every Region that the trail covers. */
function requireTrail(call: SimulatedCall, named: unknown): SimTrail {
  const name = textOrUndefined(named) ?? ''
  const found = visibleTrails(call).find(trail => isNamed(trail, name, call))
  if (found !== undefined) return found
  throw new WireError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${call.account.id}`)
}

const isNamed = (trail: SimTrail, name: string, { account, region }: SimulatedCall): boolean =>
  name === trailArn(trail, account) || (name === trail.name && trail.homeRegion === region)

const trailArn = ({ homeRegion, name }: SimTrail, { partition, id }: SimAccount): string =>
  `arn:${partition}:cloudtrail:${homeRegion}:${id}:trail/${name}`
