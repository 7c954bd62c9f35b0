import { page, pageSize, WireError, type Call, type Service } from '../wire/call.ts'
import { regionsOf, type RegionStatus } from '../world/regions.ts'

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export const account: Service = {
  name: 'account',
  protocol: 'rest-json',
  throttle: { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 },
  operations: { ListRegions: listRegions },
}

function listRegions({ account: { partition, enabledRegions }, input }: Call): unknown {
  const wanted = input['RegionOptStatusContains'] as string[] | undefined
  const all = regionsOf(partition, enabledRegions)
    .map(region => ({ RegionName: region.name, RegionOptStatus: statusOf(region) }))
    .filter(({ RegionOptStatus }) => wanted?.includes(RegionOptStatus) ?? true)
  const refusal = new WireError('ValidationException', 'Invalid NextToken')
  const { items, next } = page(all, 'regions', input['NextToken'], pageSize(input['MaxResults'], 50, 50), refusal)
  return { Regions: items, ...(next !== undefined && { NextToken: next }) }
}

const statusOf = ({ enabled, optIn }: RegionStatus): string =>
  enabled ? (optIn ? 'ENABLED' : 'ENABLED_BY_DEFAULT') : 'DISABLED'
