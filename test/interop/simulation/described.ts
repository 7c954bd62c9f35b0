import { ACCOUNT } from '../../simulation/services/clients.ts'
import { KEY } from './operations.ts'

/** An operation that describes a resource, as the client of the SDK calls it. */
export interface DescriptionRow {
  client: string
  operation: string
  /** The operation in the form of SimResources. */
  resources: string
  /** The resource in the world. Left out: the operation has one answer. */
  name?: string
  answer: unknown
  input?: object
  /** The answer around the description. */
  as?: (answer: unknown) => unknown
  /** The error for a resource that does not exist. */
  lost?: string
}

const within = (member: string) => (answer: unknown) => ({ [member]: answer })
const inList = (member: string) => (answer: unknown) => ({ [member]: [answer] })
const at = new Date('2026-11-01T12:30:00.000Z')

type Rest = Partial<DescriptionRow>
const row = (client: string, service: string, operation: string, answer: unknown, rest: Rest = {}): DescriptionRow => ({
  client,
  operation,
  resources: `${service}:${operation}`,
  answer,
  ...rest,
})

const QUEUE = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/orders`
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:orders`

export const DESCRIPTIONS: readonly DescriptionRow[] = [
  row('ec2', 'ec2', 'GetEbsDefaultKmsKeyId', { KmsKeyId: KEY }),
  row('ec2', 'ec2', 'GetEbsEncryptionByDefault', { EbsEncryptionByDefault: true }),
  row(
    'dynamodb',
    'dynamodb',
    'DescribeTable',
    {
      TableName: 'orders',
      CreationDateTime: at,
      SSEDescription: { KMSMasterKeyArn: KEY, SSEType: 'KMS' },
      Replicas: [{ RegionName: 'eu-west-1', KMSMasterKeyId: KEY }],
    },
    { name: 'orders', input: { TableName: 'orders' }, as: within('Table'), lost: 'ResourceNotFoundException' },
  ),
  row(
    'dynamodb',
    'dynamodb',
    'DescribeBackup',
    { SourceTableFeatureDetails: { SSEDescription: { KMSMasterKeyArn: KEY } } },
    { name: 'arn:b', input: { BackupArn: 'arn:b' }, as: within('BackupDescription'), lost: 'BackupNotFoundException' },
  ),
  row(
    'dynamodb',
    'dynamodb',
    'DescribeExport',
    { ExportArn: 'arn:e', S3SseKmsKeyId: KEY },
    { name: 'arn:e', input: { ExportArn: 'arn:e' }, as: within('ExportDescription'), lost: 'ExportNotFoundException' },
  ),
  row(
    'sqs',
    'sqs',
    'GetQueueAttributes',
    { KmsMasterKeyId: 'alias/orders', KmsDataKeyReusePeriodSeconds: '300' },
    {
      name: QUEUE,
      input: { QueueUrl: QUEUE, AttributeNames: ['All'] },
      as: within('Attributes'),
      lost: 'QueueDoesNotExist',
    },
  ),
  row(
    'sns',
    'sns',
    'GetTopicAttributes',
    { KmsMasterKeyId: 'alias/orders', TopicArn: TOPIC, DisplayName: '<a & b>' },
    { name: TOPIC, input: { TopicArn: TOPIC }, as: within('Attributes'), lost: 'NotFoundException' },
  ),
  row(
    'kinesis',
    'kinesis',
    'DescribeStreamSummary',
    { StreamName: 'clicks', EncryptionType: 'KMS', KeyId: 'alias/orders' },
    {
      name: 'clicks',
      input: { StreamName: 'clicks' },
      as: within('StreamDescriptionSummary'),
      lost: 'ResourceNotFoundException',
    },
  ),
  row(
    'firehose',
    'firehose',
    'DescribeDeliveryStream',
    {
      DeliveryStreamName: 'clicks',
      DeliveryStreamEncryptionConfiguration: { KeyARN: KEY },
      Destinations: [
        {
          ExtendedS3DestinationDescription: { EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: KEY } } },
        },
      ],
    },
    {
      name: 'clicks',
      input: { DeliveryStreamName: 'clicks' },
      as: within('DeliveryStreamDescription'),
      lost: 'ResourceNotFoundException',
    },
  ),
  row(
    'secrets-manager',
    'secretsmanager',
    'DescribeSecret',
    { Name: 'db', KmsKeyId: KEY, ReplicationStatus: [{ Region: 'eu-west-1', KmsKeyId: KEY }] },
    { name: 'db', input: { SecretId: 'db' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'lambda',
    'lambda',
    'GetFunction',
    { Configuration: { FunctionName: 'f' }, Code: { SourceKMSKeyArn: KEY } },
    { name: 'f', input: { FunctionName: 'f' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'lambda',
    'lambda',
    'GetFunctionConfiguration',
    { FunctionName: 'f', KMSKeyArn: KEY },
    {
      name: 'f',
      input: { FunctionName: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f` },
      lost: 'ResourceNotFoundException',
    },
  ),
  row(
    'cloudtrail',
    'cloudtrail',
    'GetEventDataStore',
    { Name: 'lake', KmsKeyId: KEY },
    { name: 'arn:lake', input: { EventDataStore: 'arn:lake' }, lost: 'EventDataStoreNotFoundException' },
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
    'route-53',
    'route53',
    'GetDNSSEC',
    { Status: { ServeSignature: 'SIGNING' }, KeySigningKeys: [{ Name: 'k', KmsArn: KEY }] },
    { name: 'Z1', input: { HostedZoneId: '/hostedzone/Z1' }, lost: 'NoSuchHostedZone' },
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
    'opensearch',
    'es',
    'DescribeDomains',
    { DomainName: 'logs', EncryptionAtRestOptions: { Enabled: true, KmsKeyId: KEY } },
    { name: 'logs', input: { DomainNames: ['logs'] }, as: inList('DomainStatusList') },
  ),
  row(
    'codebuild',
    'codebuild',
    'BatchGetProjects',
    { name: 'shop', encryptionKey: KEY },
    { name: 'shop', input: { names: ['shop'] }, as: inList('projects') },
  ),
  row(
    'codebuild',
    'codebuild',
    'BatchGetReportGroups',
    { exportConfig: { s3Destination: { encryptionKey: KEY } } },
    { name: 'arn:g', input: { reportGroupArns: ['arn:g'] }, as: inList('reportGroups') },
  ),
  row(
    'codepipeline',
    'codepipeline',
    'GetPipeline',
    { name: 'shop', artifactStore: { encryptionKey: { id: KEY, type: 'KMS' } } },
    { name: 'shop', input: { name: 'shop' }, as: within('pipeline'), lost: 'PipelineNotFoundException' },
  ),
  row(
    'codecommit',
    'codecommit',
    'BatchGetRepositories',
    { repositoryName: 'shop', kmsKeyId: KEY },
    { name: 'shop', input: { repositoryNames: ['shop'] }, as: inList('repositories') },
  ),
  row(
    'eventbridge',
    'events',
    'DescribeEventBus',
    { Name: 'shop', KmsKeyIdentifier: KEY },
    { name: 'shop', input: { Name: 'shop' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'eventbridge',
    'events',
    'DescribeArchive',
    { ArchiveName: 'a', KmsKeyIdentifier: KEY },
    { name: 'a', input: { ArchiveName: 'a' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'eventbridge',
    'events',
    'DescribeConnection',
    { Name: 'c', KmsKeyIdentifier: KEY, CreationTime: at },
    { name: 'c', input: { Name: 'c' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'scheduler',
    'scheduler',
    'GetSchedule',
    { Name: 's', KmsKeyArn: KEY, CreationDate: at },
    { name: 's', input: { Name: 's', GroupName: 'default' }, lost: 'ResourceNotFoundException' },
  ),
  row(
    'pipes',
    'pipes',
    'DescribePipe',
    { Name: 'p', KmsKeyIdentifier: KEY },
    { name: 'p', input: { Name: 'p' }, lost: 'NotFoundException' },
  ),
  row(
    'sfn',
    'states',
    'DescribeStateMachine',
    { name: 'm', encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: KEY } },
    {
      name: 'arn:m',
      input: { stateMachineArn: 'arn:m', includedData: 'METADATA_ONLY' },
      lost: 'StateMachineDoesNotExist',
    },
  ),
  row(
    'sfn',
    'states',
    'DescribeActivity',
    { name: 'a', encryptionConfiguration: { kmsKeyId: KEY } },
    { name: 'arn:a', input: { activityArn: 'arn:a' }, lost: 'ActivityDoesNotExist' },
  ),
  row('glue', 'glue', 'GetDataCatalogEncryptionSettings', {
    DataCatalogEncryptionSettings: {
      EncryptionAtRest: { SseAwsKmsKeyId: KEY },
      ConnectionPasswordEncryption: { AwsKmsKeyId: KEY },
    },
  }),
  row(
    'athena',
    'athena',
    'GetWorkGroup',
    {
      Name: 'w',
      Configuration: { ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: KEY } } },
    },
    { name: 'w', input: { WorkGroup: 'w' }, as: within('WorkGroup'), lost: 'InvalidRequestException' },
  ),
  row(
    'sagemaker',
    'sagemaker',
    'DescribeNotebookInstance',
    { NotebookInstanceName: 'n', KmsKeyId: KEY, LastModifiedTime: at },
    { name: 'n', input: { NotebookInstanceName: 'n' }, lost: 'ValidationException' },
  ),
  row(
    'sagemaker',
    'sagemaker',
    'DescribeDomain',
    { DomainId: 'd-1', HomeEfsFileSystemKmsKeyId: KEY, KmsKeyId: KEY },
    { name: 'd-1', input: { DomainId: 'd-1' }, lost: 'ResourceNotFound' },
  ),
  row(
    'sagemaker',
    'sagemaker',
    'DescribeEndpointConfig',
    { EndpointConfigName: 'e', KmsKeyId: KEY, DataCaptureConfig: { KmsKeyId: KEY } },
    { name: 'e', input: { EndpointConfigName: 'e' }, lost: 'ValidationException' },
  ),
]
