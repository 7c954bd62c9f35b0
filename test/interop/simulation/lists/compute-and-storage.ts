import { ACCOUNT } from '../../../simulation/services/clients.ts'
import { at, KEY, lower, named, rows, sized, type ListRow } from './row.ts'

export const COMPUTE_AND_STORAGE: readonly ListRow[] = [
  ...rows(
    'ec2',
    'ec2',
    [
      'DescribeVolumes',
      'Volumes',
      named('VolumeId', {
        KmsKeyId: KEY,
        Encrypted: true,
        State: 'in-use',
        CreateTime: at,
        Attachments: [{ InstanceId: 'i-1' }],
        Tags: [{ Key: 'a', Value: '<&">' }],
      }),
      { ...sized(), input: { Filters: [{ Name: 'encrypted', Values: ['true'] }] } },
    ],
    [
      'DescribeSnapshots',
      'Snapshots',
      named('SnapshotId', { KmsKeyId: KEY, Encrypted: true, State: 'completed' }),
      { ...sized(), input: { OwnerIds: ['self'], Filters: [{ Name: 'encrypted', Values: ['true'] }] } },
    ],
    [
      'DescribeImages',
      'Images',
      named('ImageId', {
        State: 'available',
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1' } }],
      }),
      { ...sized(), input: { Owners: ['self'], IncludeDisabled: true } },
    ],
    [
      'DescribeLaunchTemplateVersions',
      'LaunchTemplateVersions',
      named('LaunchTemplateId', {
        VersionNumber: 3,
        DefaultVersion: true,
        LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { KmsKeyId: 'alias/app' } }] },
      }),
      { ...sized(), input: { Versions: ['$Latest', '$Default'] } },
    ],
  ),
  ...rows(
    'lambda',
    'lambda',
    [
      'ListFunctions',
      'Functions',
      named('FunctionName', { KMSKeyArn: KEY, Version: '$LATEST' }),
      { size: ['MaxItems', 50], token: ['Marker', 'NextMarker'], input: { FunctionVersion: 'ALL' } },
    ],
    [
      'ListEventSourceMappings',
      'EventSourceMappings',
      named('UUID', { KMSKeyArn: KEY }),
      { size: ['MaxItems', 2], token: ['Marker', 'NextMarker'] },
    ],
    [
      'ListCapacityProviders',
      'CapacityProviders',
      named('CapacityProviderArn', { KmsKeyArn: KEY }),
      { size: ['MaxItems', 2], token: ['Marker', 'NextMarker'] },
    ],
  ),
  ...rows('efs', 'elasticfilesystem', [
    'DescribeFileSystems',
    'FileSystems',
    named('FileSystemId', { KmsKeyId: KEY, CreationTime: at }),
    { size: ['MaxItems', 2], token: ['Marker', 'NextMarker'] },
  ]),
  ...rows(
    'fsx',
    'fsx',
    ['DescribeFileSystems', 'FileSystems', named('FileSystemId'), sized()],
    ['DescribeBackups', 'Backups', named('BackupId'), sized()],
    ['DescribeFileCaches', 'FileCaches', named('FileCacheId'), sized()],
  ),
  ...rows(
    'ecr',
    'ecr',
    [
      'DescribeRepositories',
      'repositories',
      named('repositoryName', { encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY }, createdAt: at }),
      lower,
    ],
    [
      'DescribeRepositoryCreationTemplates',
      'repositoryCreationTemplates',
      named('prefix', { encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY } }),
      lower,
    ],
  ),
  ...rows(
    'backup',
    'backup',
    [
      'ListBackupVaults',
      'BackupVaultList',
      named('BackupVaultName', { EncryptionKeyArn: KEY, CreationDate: at }),
      sized(),
    ],
    [
      'ListRecoveryPointsByBackupVault',
      'RecoveryPoints',
      named('RecoveryPointArn', { EncryptionKeyArn: KEY }),
      { ...sized(), input: { BackupVaultName: 'main vault' }, within: 'main vault' },
    ],
  ),
  ...rows('eks', 'eks', ['ListClusters', 'clusters', number => `cluster-${number}`, lower]),
  ...rows('ecs', 'ecs', [
    'ListClusters',
    'clusterArns',
    number => `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/c-${number}`,
    lower,
  ]),
  ...rows('workspaces', 'workspaces', [
    'DescribeWorkspaces',
    'Workspaces',
    named('WorkspaceId', { VolumeEncryptionKey: KEY }),
    sized('Limit'),
  ]),
  ...rows('s3', 's3express', [
    'ListDirectoryBuckets',
    'Buckets',
    named('Name', {}),
    { size: ['MaxDirectoryBuckets', 2], token: ['ContinuationToken', 'ContinuationToken'] },
  ]),
  ...rows('s3tables', 's3tables', [
    'ListTableBuckets',
    'tableBuckets',
    named('arn', { name: 'a', createdAt: at }),
    { size: ['maxBuckets', 2], token: ['continuationToken', 'continuationToken'] },
  ]),
  ...rows('s3vectors', 's3vectors', ['ListVectorBuckets', 'vectorBuckets', named('vectorBucketName', {}), lower]),
  ...rows('apprunner', 'apprunner', ['ListServices', 'ServiceSummaryList', named('ServiceArn', {}), sized()]),
  ...rows('storage-gateway', 'storagegateway', [
    'ListFileShares',
    'FileShareInfoList',
    named('FileShareARN', {}),
    { size: ['Limit', 2], token: ['Marker', 'NextMarker'] },
  ]),
  ...rows('dlm', 'dlm', ['GetLifecyclePolicies', 'Policies', named('PolicyId', {})]),
]
