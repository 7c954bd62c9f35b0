import { awsError } from '../../aws/a-place.ts'
import { KEY, type TypeCase } from '../sweep-type.ts'

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders'
const BUCKETS = {
  Buckets: [
    { Name: 'orders', BucketRegion: 'eu-west-1', BucketArn: 'arn:aws:s3:::orders' },
    { Name: 'invoices', BucketRegion: 'eu-west-1', BucketArn: 'arn:aws:s3:::invoices' },
    { Name: 'plain', BucketRegion: 'eu-west-1', BucketArn: 'arn:aws:s3:::plain' },
    { Name: 'elsewhere', BucketRegion: 'us-east-1', BucketArn: 'arn:aws:s3:::elsewhere' },
  ],
}
const LIST_BUCKETS = { ListBuckets: ['Buckets', 'ContinuationToken'] } as const

const encrypted = (KMSMasterKeyID?: string) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID }, BucketKeyEnabled: true },
    ],
  },
})

const cases: Record<string, TypeCase> = {
  'dynamodb-table': {
    answers: {
      ListTables: { TableNames: ['orders', 'plain', 'gone'] },
      DescribeTable: ({ TableName }) =>
        TableName === 'gone'
          ? awsError('ResourceNotFoundException')
          : {
              Table: {
                TableName,
                TableArn: TABLE,
                TableStatus: 'ACTIVE',
                ...(TableName === 'orders' && {
                  SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: KEY },
                }),
              },
            },
    },
    lists: { ListTables: ['TableNames', 'ExclusiveStartTableName', 'LastEvaluatedTableName'] },
    found: ['orders'],
  },
  'dynamodb-backup': {
    answers: {
      ListBackups: ({ BackupType }) => ({
        BackupSummaries: BackupType === 'ALL' ? [1, 2].map(n => ({ BackupArn: `${TABLE}/backup/0154${n}` })) : [],
      }),
      DescribeBackup: ({ BackupArn }) => ({
        BackupDescription: {
          BackupDetails: { BackupArn, BackupStatus: 'AVAILABLE', BackupType: 'USER' },
          SourceTableFeatureDetails: { SSEDescription: { SSEType: 'KMS', KMSMasterKeyArn: KEY } },
        },
      }),
    },
    lists: { ListBackups: ['BackupSummaries', 'ExclusiveStartBackupArn', 'LastEvaluatedBackupArn'] },
    found: ['orders/backup/01541', 'orders/backup/01542'],
  },
  'dynamodb-export': {
    answers: {
      ListExports: { ExportSummaries: [1, 2].map(n => ({ ExportArn: `${TABLE}/export/0154${n}` })) },
      DescribeExport: ({ ExportArn }) => ({
        ExportDescription: { ExportArn, S3Bucket: 'exports', S3SseAlgorithm: 'KMS', S3SseKmsKeyId: KEY },
      }),
    },
    lists: { ListExports: ['ExportSummaries', 'NextToken'] },
    found: ['orders/export/01541', 'orders/export/01542'],
  },
  's3-bucket': {
    answers: {
      ListBuckets: BUCKETS,
      GetBucketEncryption: ({ Bucket }) =>
        Bucket === 'plain'
          ? awsError('ServerSideEncryptionConfigurationNotFoundError')
          : encrypted(Bucket === 'orders' ? KEY : undefined),
    },
    lists: LIST_BUCKETS,
    found: ['orders'],
  },
  's3-replication': {
    answers: {
      ListBuckets: BUCKETS,
      GetBucketReplication: ({ Bucket }) =>
        Bucket === 'plain'
          ? awsError('ReplicationConfigurationNotFoundError')
          : {
              ReplicationConfiguration: {
                Role: 'arn:aws:iam::111122223333:role/replication',
                Rules: [
                  {
                    ID: 'all',
                    Status: 'Enabled',
                    Destination: {
                      Bucket: 'arn:aws:s3:::copies',
                      ...(Bucket === 'orders' && { EncryptionConfiguration: { ReplicaKmsKeyID: KEY } }),
                    },
                  },
                ],
              },
            },
    },
    lists: LIST_BUCKETS,
    found: ['orders / replicas in copies'],
  },
  's3-inventory': {
    answers: {
      ListBuckets: BUCKETS,
      ListBucketInventoryConfigurations: ({ Bucket }) => ({
        InventoryConfigurationList: ['weekly', 'plain'].map(Id => ({
          Id,
          IsEnabled: true,
          Destination: {
            S3BucketDestination: {
              Bucket: 'arn:aws:s3:::lists',
              Format: 'Parquet',
              Encryption: Bucket === 'orders' && Id === 'weekly' ? { SSEKMS: { KeyId: KEY } } : { SSES3: {} },
            },
          },
        })),
        IsTruncated: false,
      }),
    },
    lists: {
      ...LIST_BUCKETS,
      ListBucketInventoryConfigurations: ['InventoryConfigurationList', 'ContinuationToken', 'NextContinuationToken'],
    },
    found: ['orders/weekly'],
  },
  's3-directory-bucket': {
    answers: {
      ListDirectoryBuckets: { Buckets: ['fast', 'other'].map(name => ({ Name: `${name}--euw1-az1--x-s3` })) },
      GetBucketEncryption: ({ Bucket }) => encrypted(String(Bucket).startsWith('fast') ? KEY : undefined),
    },
    lists: { ListDirectoryBuckets: ['Buckets', 'ContinuationToken'] },
    found: ['fast--euw1-az1--x-s3'],
  },
  's3-table-bucket': {
    answers: {
      ListTableBuckets: {
        tableBuckets: ['lake', 'plain'].map(name => ({
          name,
          arn: `arn:aws:s3tables:eu-west-1:111122223333:bucket/${name}`,
          ownerAccountId: '111122223333',
        })),
      },
      GetTableBucketEncryption: ({ tableBucketARN }) => ({
        encryptionConfiguration: String(tableBucketARN).endsWith('/lake')
          ? { sseAlgorithm: 'aws:kms', kmsKeyArn: KEY }
          : { sseAlgorithm: 'AES256' },
      }),
    },
    lists: { ListTableBuckets: ['tableBuckets', 'continuationToken'] },
    found: ['lake'],
  },
  's3-vector-bucket': {
    answers: {
      ListVectorBuckets: {
        vectorBuckets: ['embeddings', 'plain'].map(vectorBucketName => ({
          vectorBucketName,
          vectorBucketArn: `arn:aws:s3vectors:eu-west-1:111122223333:bucket/${vectorBucketName}`,
        })),
      },
      GetVectorBucket: ({ vectorBucketArn }) => ({
        vectorBucket: {
          vectorBucketArn,
          encryptionConfiguration: String(vectorBucketArn).endsWith('/embeddings')
            ? { sseType: 'aws:kms', kmsKeyArn: KEY }
            : { sseType: 'AES256' },
        },
      }),
    },
    lists: { ListVectorBuckets: ['vectorBuckets', 'nextToken'] },
    found: ['embeddings'],
  },
  'ssm-parameter': {
    answers: {
      DescribeParameters: ({ ParameterFilters }) => ({
        Parameters: JSON.stringify(ParameterFilters).includes('SecureString')
          ? ['/prod/orders/password', 'token'].map(Name => ({ Name, Type: 'SecureString', KeyId: KEY, Version: 3 }))
          : [],
      }),
    },
    lists: { DescribeParameters: ['Parameters', 'NextToken'] },
    found: ['/prod/orders/password', 'token'],
  },
}

export default cases
