import type { SimResources } from '../../world/sim-resources.ts'
import { sse } from './bucket-encryption.ts'
import type { SamplePlace } from './sample-place.ts'

/** The buckets of us-east-1. One has SSE-KMS without a key, which means the key of S3 itself. */
export const lakeBuckets = ({ key, arn }: SamplePlace): SimResources => ({
  's3:GetBucketEncryption': {
    'example-shop-raw': sse('aws:kms', key('data-lake'), { bucketKey: false }),
    'example-shop-curated': sse('aws:kms', arn('kms', 'alias/data-lake')),
    'example-shop-billing-exports': sse('aws:kms', key('billing-exports')),
    'example-shop-access-logs': sse('aws:kms'),
    'example-shop-website': sse('AES256'),
  },
  's3:ListBucketInventoryConfigurations': {
    'example-shop-raw': [
      {
        Id: 'weekly',
        IsEnabled: true,
        Destination: {
          S3BucketDestination: {
            Bucket: 'arn:aws:s3:::example-shop-curated',
            Format: 'Parquet',
            Encryption: { SSEKMS: { KeyId: key('data-lake') } },
          },
        },
      },
    ],
  },
})

const SERVICE_DESK = '0a1b2c3d-1111-4222-8333-444455556666'

/** The service desk of the shop records calls. */
export const serviceDesk = ({ key, arn }: SamplePlace): SimResources => ({
  'connect:ListInstances': [
    { Id: SERVICE_DESK, Arn: arn('connect', `instance/${SERVICE_DESK}`), InstanceAlias: 'example-shop' },
  ],
  'connect:ListInstanceStorageConfigs': {
    [SERVICE_DESK]: [
      {
        ResourceType: 'CALL_RECORDINGS',
        AssociationId: 'b1c2d3e4',
        StorageType: 'S3',
        S3Config: {
          BucketName: 'example-shop-raw',
          BucketPrefix: 'calls',
          EncryptionConfig: { EncryptionType: 'KMS', KeyId: key('data-lake') },
        },
      },
    ],
  },
})

/** What fills the data lake and reads it. */
export const lakeTools = ({ key, arn, account }: SamplePlace): SimResources => ({
  'kinesis:DescribeStreamSummary': {
    clicks: {
      StreamName: 'clicks',
      StreamARN: arn('kinesis', 'stream/clicks'),
      StreamStatus: 'ACTIVE',
      EncryptionType: 'KMS',
      KeyId: 'alias/data-lake',
    },
  },
  'firehose:DescribeDeliveryStream': {
    'clicks-to-lake': {
      DeliveryStreamName: 'clicks-to-lake',
      DeliveryStreamARN: arn('firehose', 'deliverystream/clicks-to-lake'),
      DeliveryStreamStatus: 'ACTIVE',
      Destinations: [
        {
          DestinationId: 'destinationId-000000000001',
          ExtendedS3DestinationDescription: {
            BucketARN: 'arn:aws:s3:::example-shop-raw',
            EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: key('data-lake') } },
          },
        },
      ],
    },
  },
  'glue:GetDataCatalogEncryptionSettings': {
    DataCatalogEncryptionSettings: {
      EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: key('data-lake') },
      ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: true, AwsKmsKeyId: key('data-lake') },
    },
  },
  'glue:GetSecurityConfigurations': [
    {
      Name: 'lake',
      EncryptionConfiguration: { S3Encryption: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: key('data-lake') }] },
    },
  ],
  'athena:GetWorkGroup': {
    analysts: {
      Name: 'analysts',
      State: 'ENABLED',
      Configuration: {
        ResultConfiguration: {
          OutputLocation: 's3://example-shop-curated/athena/',
          EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: 'alias/data-lake' },
        },
      },
    },
    primary: { Name: 'primary', State: 'ENABLED', Configuration: {} },
  },
  'codepipeline:GetPipeline': {
    release: {
      name: 'release',
      artifactStore: {
        type: 'S3',
        location: 'example-shop-artifacts',
        encryptionKey: { id: key('data-lake'), type: 'KMS' },
      },
    },
  },
  'codebuild:BatchGetProjects': {
    website: {
      name: 'website',
      arn: arn('codebuild', 'project/website'),
      encryptionKey: `arn:aws:kms:us-east-1:${account}:alias/aws/s3`,
    },
  },
})
