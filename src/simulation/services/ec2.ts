import type { SimulatedCall, SimulatedService } from '../wire/call.ts'
import { EC2_XML, ec2Resources } from './resources/ec2-resources.ts'
import { regionStatuses, type RegionStatus } from '../world/regions.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ */
export const ec2: SimulatedService = {
  name: 'ec2',
  protocol: 'ec2',
  throttle: { name: 'RequestLimitExceeded', message: 'Request limit exceeded.', status: 503 },
  xml: EC2_XML,
  operations: { DescribeRegions: describeRegions, ...ec2Resources },
}

/** Returns enabled Regions only, unless all are asked for. */
function describeRegions({ account: { partition, enabledRegions }, input }: SimulatedCall): string {
  const all = regionStatuses(partition, enabledRegions).filter(
    ({ enabled }) => enabled || input['AllRegions'] === 'true',
  )
  const items = all.map(
    region =>
      `<item><regionName>${region.name}</regionName><regionEndpoint>ec2.${region.name}.amazonaws.com</regionEndpoint>` +
      `<optInStatus>${optInStatus(region)}</optInStatus></item>`,
  )
  return (
    '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
    `<regionInfo>${items.join('')}</regionInfo></DescribeRegionsResponse>`
  )
}

const optInStatus = ({ enabled, optIn }: RegionStatus): string =>
  optIn ? (enabled ? 'opted-in' : 'not-opted-in') : 'opt-in-not-required'
