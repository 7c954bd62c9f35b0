import { ACCOUNT } from '../../../simulation/services/clients.ts'
import { KEY } from '../lists/row.ts'
import { at, inList, row, within, type DescriptionRow } from './row.ts'

const TABLES = `arn:aws:s3tables:us-east-1:${ACCOUNT}:bucket/lake`

export const COMPUTE_AND_STORAGE: readonly DescriptionRow[] = [
  row('ec2', 'ec2', 'GetEbsDefaultKmsKeyId', { KmsKeyId: KEY }),
  row(
    'lambda',
    'lambda',
    'GetFunction',
    { Configuration: { FunctionName: 'f' }, Code: { SourceKMSKeyArn: KEY } },
    { name: 'f', input: { FunctionName: 'f' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'eks',
    'eks',
    'DescribeCluster',
    { name: 'shop', createdAt: at, encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: KEY } }] },
    { name: 'shop', input: { name: 'shop' }, as: within('cluster'), lost: 'ResourceNotFoundException' },
  ),
  row(
    'ecs',
    'ecs',
    'DescribeClusters',
    { clusterName: 'shop', configuration: { executeCommandConfiguration: { kmsKeyId: KEY } } },
    {
      name: 'shop',
      input: { clusters: [`arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/shop`], include: ['CONFIGURATIONS'] },
      as: inList('clusters'),
    },
  ),
  row(
    's3',
    's3',
    'GetBucketEncryption',
    {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
          BucketKeyEnabled: true,
        },
      ],
    },
    { name: 'raw', input: { Bucket: 'raw' }, as: within('ServerSideEncryptionConfiguration'), lost: 'NoSuchBucket' },
  ),
  row(
    's3',
    's3',
    'GetBucketReplication',
    {
      Role: 'arn:r',
      Rules: [
        {
          ID: 'a',
          Status: 'Enabled',
          Destination: { Bucket: 'arn:b', EncryptionConfiguration: { ReplicaKmsKeyID: KEY } },
        },
      ],
    },
    { name: 'raw', input: { Bucket: 'raw' }, as: within('ReplicationConfiguration'), lost: 'NoSuchBucket' },
  ),
  row(
    's3',
    's3',
    'ListBucketInventoryConfigurations',
    [
      {
        Id: 'weekly',
        Destination: { S3BucketDestination: { Bucket: 'arn:b', Encryption: { SSEKMS: { KeyId: KEY } } } },
      },
    ],
    {
      name: 'raw.with.dots',
      input: { Bucket: 'raw.with.dots' },
      as: within('InventoryConfigurationList'),
      lost: 'NoSuchBucket',
    },
  ),
  row(
    's3',
    's3express',
    'GetBucketEncryption',
    { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } }] },
    {
      name: 'a--use1-az4--x-s3',
      input: { Bucket: 'a--use1-az4--x-s3' },
      as: within('ServerSideEncryptionConfiguration'),
      lost: 'NoSuchBucket',
    },
  ),
  row(
    's3tables',
    's3tables',
    'GetTableBucketEncryption',
    { sseAlgorithm: 'aws:kms', kmsKeyArn: KEY },
    {
      name: TABLES,
      input: { tableBucketARN: TABLES },
      as: within('encryptionConfiguration'),
      lost: 'NotFoundException',
    },
  ),
  row(
    's3vectors',
    's3vectors',
    'GetVectorBucket',
    { vectorBucketName: 'v', encryptionConfiguration: { kmsKeyArn: KEY } },
    { name: 'v', input: { vectorBucketName: 'v' }, as: within('vectorBucket'), lost: 'NotFoundException' },
  ),
  row(
    'apprunner',
    'apprunner',
    'DescribeService',
    { ServiceName: 's', EncryptionConfiguration: { KmsKey: KEY } },
    { name: 'arn:s', input: { ServiceArn: 'arn:s' }, as: within('Service'), lost: 'ResourceNotFoundException' },
  ),
  row(
    'storage-gateway',
    'storagegateway',
    'DescribeNFSFileShares',
    { FileShareARN: 'arn:s', KMSKey: KEY },
    { name: 'arn:s', input: { FileShareARNList: ['arn:s'] }, as: inList('NFSFileShareInfoList') },
  ),
  row(
    'storage-gateway',
    'storagegateway',
    'DescribeSMBFileShares',
    { FileShareARN: 'arn:s', KMSKey: KEY },
    { name: 'arn:s', input: { FileShareARNList: ['arn:s'] }, as: inList('SMBFileShareInfoList') },
  ),
  row(
    'dlm',
    'dlm',
    'GetLifecyclePolicy',
    { PolicyId: 'p', PolicyDetails: { Schedules: [{ CrossRegionCopyRules: [{ Encrypted: true, CmkArn: KEY }] }] } },
    { name: 'p', input: { PolicyId: 'p' }, as: within('Policy'), lost: 'ResourceNotFoundException' },
  ),
]
