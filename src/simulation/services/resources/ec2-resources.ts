import { WireError, type SimulatedCall, type SimulatedService } from '../../wire/call.ts'
import type { XmlNames } from '../../wire/xml.ts'
import { setting } from './describe.ts'
import { listOf } from './list-of.ts'

/** Calls without MaxResults return everything at once. https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-pagination.html */
const sized = (most: number) => ({ size: ['MaxResults', 5, Infinity, most] }) as const

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ */
export const ec2Resources: SimulatedService['operations'] = {
  DescribeVolumes: listOf('Volumes', { ...sized(1000), wanted: matchesFilters }),
  DescribeSnapshots: listOf('Snapshots', { ...sized(1000), wanted: matchesFilters }),
  DescribeImages: listOf('Images', {
    ...sized(1000),
    wanted: (image, { input }) => input['IncludeDisabled'] === 'true' || image['State'] !== 'disabled',
  }),
  DescribeLaunchTemplateVersions: listOf('LaunchTemplateVersions', { size: ['MaxResults', 1, 200, 200] }),
  GetEbsDefaultKmsKeyId: setting({ KmsKeyId: 'alias/aws/ebs' }),
  GetEbsEncryptionByDefault: setting({ EbsEncryptionByDefault: false }),
}

export const EC2_XML: XmlNames = {
  namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  lowerCase: true,
  item: 'item',
  elements: {
    Volumes: 'volumeSet',
    Snapshots: 'snapshotSet',
    Images: 'imagesSet',
    LaunchTemplateVersions: 'launchTemplateVersionSet',
    'LaunchTemplateData.BlockDeviceMappings': 'blockDeviceMappingSet',
    BlockDeviceMappings: 'blockDeviceMapping',
    Attachments: 'attachmentSet',
    Tags: 'tagSet',
    'Volumes.State': 'status',
    'Snapshots.State': 'status',
    'Images.State': 'imageState',
    'Images.OwnerId': 'imageOwnerId',
  },
}

/** Applies the filters that the simulation has. Any other is an error, so that no filter is ignored. */
function matchesFilters(item: Record<string, unknown>, { input }: SimulatedCall): boolean {
  const names = Object.entries(input).filter(([parameter]) => /^Filter\.\d+\.Name$/.test(parameter))
  return names.every(([parameter, name]) => {
    const valueOf = FILTERED[String(name)]
    if (valueOf === undefined)
      throw new WireError('InvalidParameterValue', `The simulation has no filter ${String(name)}`)
    const values = parameter.replace('Name', 'Value.')
    return Object.entries(input).some(([other, value]) => other.startsWith(values) && value === String(valueOf(item)))
  })
}

/** The value of an item that a filter compares. */
const FILTERED: Readonly<Record<string, (item: Record<string, unknown>) => unknown>> = {
  encrypted: item => item['Encrypted'] ?? item['KmsKeyId'] !== undefined,
  'snapshot-id': item => item['SnapshotId'],
  'volume-id': item => item['VolumeId'],
}
