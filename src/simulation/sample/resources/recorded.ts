import { HOUR } from '../../../model/time.ts'
import type { SimResources } from '../../world/sim-resources.ts'
import type { SampleMoments } from '../sample-key.ts'
import { BACKUP_ACCOUNT } from '../sample-policies.ts'
import { BACKUP_REGIONS, backupKeys } from './recorded-keys.ts'
import type { SamplePlace } from './sample-place.ts'

/** Where a description has the key of a resource, and where AWS Config records it. Paths have dots. */
interface RecordedType {
  operation: string
  resourceType: string
  id: string
  key: string
  property: string
}

const recordedAs = (
  operation: string,
  resourceType: string,
  id: string,
  key = 'KmsKeyId',
  property = 'kmsKeyId',
): RecordedType => ({ operation, resourceType, id, key, property })

/** https://github.com/awslabs/aws-config-resource-schema */
const RECORDED: readonly RecordedType[] = [
  recordedAs('ec2:DescribeVolumes', 'AWS::EC2::Volume', 'VolumeId'),
  recordedAs('rds:DescribeDBInstances', 'AWS::RDS::DBInstance', 'DBInstanceIdentifier'),
  recordedAs('rds:DescribeDBClusters', 'AWS::RDS::DBCluster', 'DBClusterIdentifier'),
  recordedAs('rds:DescribeDBSnapshots', 'AWS::RDS::DBSnapshot', 'DBSnapshotIdentifier'),
  recordedAs('redshift:DescribeClusters', 'AWS::Redshift::Cluster', 'ClusterIdentifier'),
  recordedAs('secretsmanager:ListSecrets', 'AWS::SecretsManager::Secret', 'Name', 'KmsKeyId', 'KMSKeyId'),
  recordedAs('elasticfilesystem:DescribeFileSystems', 'AWS::EFS::FileSystem', 'FileSystemId', 'KmsKeyId', 'KmsKeyId'),
  recordedAs(
    'dynamodb:DescribeTable',
    'AWS::DynamoDB::Table',
    'TableName',
    'SSEDescription.KMSMasterKeyArn',
    'ssedescription.kmsmasterKeyArn',
  ),
  recordedAs(
    'backup:ListBackupVaults',
    'AWS::Backup::BackupVault',
    'BackupVaultName',
    'EncryptionKeyArn',
    'EncryptionKeyArn',
  ),
  recordedAs(
    'workspaces:DescribeWorkspaces',
    'AWS::WorkSpaces::Workspace',
    'WorkspaceId',
    'VolumeEncryptionKey',
    'VolumeEncryptionKey',
  ),
  recordedAs(
    'es:DescribeDomains',
    'AWS::OpenSearch::Domain',
    'DomainName',
    'EncryptionAtRestOptions.KmsKeyId',
    'EncryptionAtRestOptions.KmsKeyId',
  ),
]

/** The name of the aggregator of the sample account. */
const AGGREGATOR = 'company'

/**
 * The aggregator in one Region, with what AWS Config has recorded in these Regions a few hours ago, and the keys of
 * another account.
 */
export const aggregator = (
  recorded: readonly [place: SamplePlace, resources: SimResources][],
  moments: SampleMoments,
): SimResources => ({
  'config:SelectAggregateResourceConfig': {
    [AGGREGATOR]: [...recorded.flatMap(([place, resources]) => recordsOf(place, resources)), ...backupKeys(moments)],
  },
  'config:DescribeConfigurationAggregatorSourcesStatus': {
    [AGGREGATOR]: [
      ...recorded.map(([{ account, region }]) => sourceOf(account, region, moments)),
      ...BACKUP_REGIONS.map(region => sourceOf(BACKUP_ACCOUNT, region, moments)),
    ],
  },
})

const sourceOf = (account: string, region: string, { now }: SampleMoments): object => ({
  SourceId: account,
  SourceType: 'ACCOUNT',
  AwsRegion: region,
  LastUpdateStatus: 'SUCCEEDED',
  LastUpdateTime: new Date(now - 4 * HOUR),
})

/** AWS Config records everything that it can. */
export const recorder = (): SimResources => ({
  'config:DescribeConfigurationRecorders': [{ name: 'default', recordingGroup: { allSupported: true } }],
  'config:DescribeConfigurationRecorderStatus': [{ name: 'default', recording: true }],
})

function recordsOf({ account, region, daysAgo }: SamplePlace, resources: SimResources): object[] {
  return RECORDED.flatMap(({ operation, resourceType, id, key, property }) =>
    Object.values(resources[operation] ?? {})
      .filter(resource => valueAt(resource, key.split('.')) !== undefined)
      .map(resource => ({
        accountId: account,
        awsRegion: region,
        resourceType,
        resourceId: valueAt(resource, [id]),
        configurationItemCaptureTime: daysAgo(0.2).toISOString(),
        configuration: nested(property.split('.'), valueAt(resource, key.split('.'))),
      })),
  )
}

const valueAt = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined ? value : valueAt((value as Record<string, unknown> | undefined)?.[name], rest)

const nested = ([name, ...rest]: readonly string[], value: unknown): unknown =>
  name === undefined ? value : { [name]: nested(rest, value) }
