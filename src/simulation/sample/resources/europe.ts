import { keyArn } from '../../world/world.ts'
import type { SimResources } from '../../world/sim-resources.ts'
import { BACKUP_ACCOUNT } from '../sample-policies.ts'
import { sampleId } from '../sample-key.ts'
import { sse } from './bucket-encryption.ts'
import type { SamplePlace } from './sample-place.ts'

/** What runs in eu-west-1. The key store of `ledger` is not connected, so its database has stopped. */
export const branch = ({ key, arn, id, account, region }: SamplePlace): SimResources => ({
  'dynamodb:DescribeTable': {
    orders: {
      TableName: 'orders',
      TableArn: arn('dynamodb', 'table/orders'),
      TableStatus: 'ACTIVE',
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: key('key-1') },
      Replicas: [
        {
          RegionName: 'us-east-1',
          ReplicaStatus: 'ACTIVE',
          KMSMasterKeyId: keyArn({ partition: 'aws', id: account }, 'us-east-1', sampleId('orders')),
        },
      ],
    },
  },
  'rds:DescribeDBInstances': [
    {
      DBInstanceIdentifier: 'ledger',
      DBInstanceArn: arn('rds', 'db:ledger'),
      Engine: 'postgres',
      DBInstanceStatus: 'inaccessible-encryption-credentials-recoverable',
      StorageEncrypted: true,
      KmsKeyId: key('ledger'),
    },
    // It was made before the company had rules.
    {
      DBInstanceIdentifier: 'reporting',
      DBInstanceArn: arn('rds', 'db:reporting'),
      Engine: 'mysql',
      DBInstanceStatus: 'available',
      StorageEncrypted: false,
      StorageEncryptionType: 'none',
      TagList: [{ Key: 'team', Value: 'finance' }],
    },
  ],
  'ec2:DescribeVolumes': ['crm', 'crm logs'].map(name => ({
    VolumeId: id('vol', name),
    Encrypted: true,
    KmsKeyId: key('eu-west-1 ebs'),
    State: 'in-use',
  })),
  'ec2:GetEbsDefaultKmsKeyId': { KmsKeyId: 'alias/aws/ebs' },
  's3:GetBucketEncryption': {
    'example-shop-customer-exports': sse('aws:kms', key('exports')),
    'example-shop-sepa': sse('aws:kms', key('sepa-files')),
    'example-shop-partner-dropbox': sse(
      'aws:kms',
      `arn:aws:kms:${region}:${BACKUP_ACCOUNT}:key/${sampleId('dropbox')}`,
    ),
  },
  'sqs:GetQueueAttributes': {
    [`https://sqs.eu-west-1.amazonaws.com/${account}/imports`]: {
      QueueArn: arn('sqs', 'imports'),
      KmsDataKeyReusePeriodSeconds: '300',
      KmsMasterKeyId: 'alias/key-1',
    },
  },
  'workspaces:DescribeWorkspaces': ['sato', 'suzuki', 'takahashi'].map(UserName => ({
    WorkspaceId: `ws-${sampleId(`workspace ${UserName}`).replaceAll('-', '').slice(0, 9)}`,
    UserName,
    State: 'AVAILABLE',
    VolumeEncryptionKey: key('tokyo-crm'),
    UserVolumeEncryptionEnabled: true,
  })),
  'fsx:DescribeFileSystems': [
    {
      FileSystemId: id('fs', 'tokyo'),
      FileSystemType: 'WINDOWS',
      Lifecycle: 'AVAILABLE',
      ResourceARN: arn('fsx', `file-system/${id('fs', 'tokyo')}`),
      KmsKeyId: key('tokyo-crm'),
    },
  ],
})
