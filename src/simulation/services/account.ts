import { page, pageSize, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { regionStatuses, type RegionStatus } from '../world/regions.ts'

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export const account: SimulatedService = {
  name: 'account',
  protocol: 'rest-json',
  routes: { 'POST /listRegions': 'ListRegions' },
  throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 },
  operations: { ListRegions: listRegions },
}

function listRegions({ account: { partition, enabledRegions }, input }: SimulatedCall): unknown {
  const wanted = input['RegionOptStatusContains'] as string[] | undefined
  const all = regionStatuses(partition, enabledRegions)
    .map(region => ({ RegionName: region.name, RegionOptStatus: optStatus(region) }))
    .filter(({ RegionOptStatus }) => wanted?.includes(RegionOptStatus) ?? true)
  const refusal = new WireError('ValidationException', 'Invalid NextToken')
  const { items, next } = page(all, 'regions', input['NextToken'], pageSize(input['MaxResults'], 50, 50), refusal)
  return { Regions: items, ...(next !== undefined && { NextToken: next }) }
}

const optStatus = ({ enabled, optIn }: RegionStatus): string =>
  enabled ? (optIn ? 'ENABLED' : 'ENABLED_BY_DEFAULT') : 'DISABLED'
