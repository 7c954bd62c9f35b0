import { ACCOUNT } from '../../../simulation/services/clients.ts'
import { KEY } from '../lists/row.ts'
import { at, inList, row, within, type DescriptionRow } from './row.ts'

const QUEUE = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/orders`
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:orders`

export const APPLICATIONS: readonly DescriptionRow[] = [
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
    'cloudtrail',
    'cloudtrail',
    'GetEventDataStore',
    { Name: 'lake', KmsKeyId: KEY },
    { name: 'arn:lake', input: { EventDataStore: 'arn:lake' }, lost: 'EventDataStoreNotFoundException' },
  ),
  row(
    'route-53',
    'route53',
    'GetDNSSEC',
    { Status: { ServeSignature: 'SIGNING' }, KeySigningKeys: [{ Name: 'k', KmsArn: KEY }] },
    { name: 'Z1', input: { HostedZoneId: '/hostedzone/Z1' }, lost: 'NoSuchHostedZone' },
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
