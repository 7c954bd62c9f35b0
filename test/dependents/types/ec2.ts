import { KEY, type TypeCase } from '../sweep-type.ts'

const cases: Record<string, TypeCase> = {
  'ebs-volume': {
    answers: {
      DescribeVolumes: {
        Volumes: [
          { VolumeId: 'vol-0a', Encrypted: true, KmsKeyId: KEY, State: 'in-use' },
          { VolumeId: 'vol-0b', Encrypted: true, KmsKeyId: KEY, State: 'available' },
        ],
      },
    },
    lists: { DescribeVolumes: ['Volumes', 'NextToken'] },
    found: ['vol-0a', 'vol-0b'],
  },
  'ebs-snapshot': {
    answers: {
      DescribeSnapshots: {
        Snapshots: [
          { SnapshotId: 'snap-0a', VolumeId: 'vol-0a', Encrypted: true, KmsKeyId: KEY, State: 'completed' },
          { SnapshotId: 'snap-0b', VolumeId: 'vol-ffffffff', Encrypted: true, KmsKeyId: KEY, StorageTier: 'archive' },
        ],
      },
    },
    lists: { DescribeSnapshots: ['Snapshots', 'NextToken'] },
    found: ['snap-0a', 'snap-0b'],
  },
  'ebs-default': { answers: { GetEbsDefaultKmsKeyId: { KmsKeyId: KEY } }, lists: {}, found: ['eu-west-1'] },
  ami: {
    answers: {
      DescribeImages: {
        Images: [
          {
            ImageId: 'ami-0a',
            State: 'available',
            BlockDeviceMappings: [
              { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-0a', Encrypted: true, VolumeSize: 8 } },
              { DeviceName: '/dev/xvdb', VirtualName: 'ephemeral0' },
            ],
          },
          {
            ImageId: 'ami-0b',
            State: 'disabled',
            BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-0b', Encrypted: true } }],
          },
          {
            ImageId: 'ami-0c',
            State: 'available',
            BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-0c', Encrypted: false } }],
          },
        ],
      },
      DescribeSnapshots: ({ Filters }) => ({
        Snapshots: (Filters as { Values: string[] }[])
          .flatMap(({ Values }) => Values)
          .map(SnapshotId => ({ SnapshotId, KmsKeyId: KEY })),
      }),
    },
    lists: { DescribeImages: ['Images', 'NextToken'], DescribeSnapshots: ['Snapshots', 'NextToken'] },
    found: ['ami-0a', 'ami-0b'],
  },
  'launch-template': {
    answers: {
      DescribeLaunchTemplateVersions: {
        LaunchTemplateVersions: [
          {
            LaunchTemplateId: 'lt-0a',
            LaunchTemplateName: 'workers',
            VersionNumber: 3,
            LaunchTemplateData: {
              BlockDeviceMappings: [
                { DeviceName: '/dev/xvda', Ebs: { Encrypted: true, KmsKeyId: KEY } },
                { DeviceName: '/dev/xvdb', Ebs: { Encrypted: true, KmsKeyId: KEY } },
              ],
            },
          },
          {
            LaunchTemplateId: 'lt-0b',
            VersionNumber: 1,
            DefaultVersion: true,
            LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { KmsKeyId: KEY } }] },
          },
          { LaunchTemplateId: 'lt-0c', VersionNumber: 1, LaunchTemplateData: { ImageId: 'ami-0a' } },
        ],
      },
    },
    lists: { DescribeLaunchTemplateVersions: ['LaunchTemplateVersions', 'NextToken'] },
    found: ['lt-0a', 'lt-0b'],
  },
}

export default cases
