import { ACCOUNT } from '../../../simulation/services/clients.ts'
import { at, KEY, lower, named, rows, sized, type ListRow } from './row.ts'

export const APPLICATIONS: readonly ListRow[] = [
  ...rows('secrets-manager', 'secretsmanager', [
    'ListSecrets',
    'SecretList',
    named('Name', { KmsKeyId: KEY, CreatedDate: at }),
    { ...sized(), input: { IncludePlannedDeletion: true } },
  ]),
  ...rows('ssm', 'ssm', [
    'DescribeParameters',
    'Parameters',
    named('Name', { Type: 'SecureString', KeyId: 'alias/aws/ssm' }),
    { ...sized(), input: { ParameterFilters: [{ Key: 'Type', Option: 'Equals', Values: ['SecureString'] }] } },
  ]),
  ...rows('cloudwatch-logs', 'logs', [
    'DescribeLogGroups',
    'logGroups',
    named('logGroupName', { kmsKeyId: KEY, creationTime: 1 }),
    { ...lower, size: ['limit', 50] },
  ]),
  ...rows('sqs', 'sqs', [
    'ListQueues',
    'QueueUrls',
    number => `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/q-${number}`,
    sized('MaxResults', 2),
  ]),
  ...rows('sns', 'sns', [
    'ListTopics',
    'Topics',
    number => ({ TopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:t-${number}` }),
    { size: [null, 100] },
  ]),
  ...rows('kinesis', 'kinesis', ['ListStreams', 'StreamNames', number => `stream-${number}`, sized('Limit', 2)]),
  ...rows('kafka', 'kafka', [
    'ListClustersV2',
    'ClusterInfoList',
    named('ClusterName', { Provisioned: { EncryptionInfo: { EncryptionAtRest: { DataVolumeKMSKeyId: KEY } } } }),
    sized(),
  ]),
  ...rows('cloudtrail', 'cloudtrail', [
    'ListEventDataStores',
    'EventDataStores',
    named('EventDataStoreArn', {}),
    sized(),
  ]),
  ...rows('route-53', 'route53', [
    'ListHostedZones',
    'HostedZones',
    named('Id', { Name: 'example.com.' }),
    { size: ['MaxItems', 2], token: ['Marker', 'NextMarker'] },
  ]),
  ...rows(
    'codebuild',
    'codebuild',
    ['ListProjects', 'projects', number => `p-${number}`, { ...lower, size: [null, 100] }],
    ['ListReportGroups', 'reportGroups', number => `arn:${number}`, lower],
  ),
  ...rows('codepipeline', 'codepipeline', ['ListPipelines', 'pipelines', named('name', { created: at }), lower]),
  ...rows('codeartifact', 'codeartifact', [
    'ListDomains',
    'domains',
    named('name', { encryptionKey: KEY, createdTime: at }),
    lower,
  ]),
  ...rows('codecommit', 'codecommit', [
    'ListRepositories',
    'repositories',
    named('repositoryName', {}),
    { ...lower, size: [null, 1000] },
  ]),
  ...rows(
    'eventbridge',
    'events',
    ['ListEventBuses', 'EventBuses', named('Name', {}), sized('Limit')],
    ['ListArchives', 'Archives', named('ArchiveName', {}), sized('Limit')],
    ['ListConnections', 'Connections', named('Name', { LastModifiedTime: at }), sized('Limit')],
  ),
  ...rows('scheduler', 'scheduler', ['ListSchedules', 'Schedules', named('Name', { CreationDate: at }), sized()]),
  ...rows('pipes', 'pipes', ['ListPipes', 'Pipes', named('Name', { LastModifiedTime: at }), sized('Limit')]),
  ...rows(
    'sfn',
    'states',
    ['ListStateMachines', 'stateMachines', named('stateMachineArn', { creationDate: at }), lower],
    ['ListActivities', 'activities', named('activityArn', {}), lower],
  ),
  ...rows(
    'sagemaker',
    'sagemaker',
    ['ListNotebookInstances', 'NotebookInstances', named('NotebookInstanceName', {}), sized()],
    ['ListDomains', 'Domains', named('DomainId', {}), sized()],
    ['ListEndpointConfigs', 'EndpointConfigs', named('EndpointConfigName', {}), sized()],
  ),
  ...rows(
    'config-service',
    'config',
    [
      'DescribeConfigurationRecorders',
      'ConfigurationRecorders',
      named('name', { recordingGroup: { allSupported: true } }),
    ],
    ['DescribeConfigurationRecorderStatus', 'ConfigurationRecordersStatus', named('name', { recording: true })],
    ['DescribeDeliveryChannels', 'DeliveryChannels', named('name', { s3KmsKeyArn: KEY })],
    [
      'DescribeConfigurationAggregatorSourcesStatus',
      'AggregatedSourceStatusList',
      named('SourceId', { LastUpdateStatus: 'SUCCEEDED' }),
      { size: ['Limit', 2], input: { ConfigurationAggregatorName: 'all' }, within: 'all' },
    ],
  ),
]
