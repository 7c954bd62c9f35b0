/** The Regions of the partitions simulated here, and whether an account must opt in to them. */
const REGIONS: Readonly<Record<string, { standard: readonly string[]; optIn: readonly string[] }>> = {
  aws: {
    standard: [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ca-central-1',
      'eu-central-1',
      'eu-north-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
    optIn: [
      'af-south-1',
      'ap-east-1',
      'ap-south-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ca-west-1',
      'eu-central-2',
      'eu-south-1',
      'eu-south-2',
      'il-central-1',
      'me-central-1',
      'me-south-1',
    ],
  },
  'aws-us-gov': { standard: ['us-gov-east-1', 'us-gov-west-1'], optIn: [] },
  'aws-cn': { standard: ['cn-north-1', 'cn-northwest-1'], optIn: [] },
}

export interface RegionStatus {
  name: string
  enabled: boolean
  optIn: boolean
}

/** Returns every Region of a partition, sorted, with its status in an account. */
export function regionStatuses(partition: string, enabled: readonly string[]): RegionStatus[] {
  const { standard = [], optIn = [] } = REGIONS[partition] ?? {}
  return [...new Set([...standard, ...optIn, ...enabled])]
    .toSorted()
    .map(name => ({ name, enabled: enabled.includes(name), optIn: !standard.includes(name) }))
}
