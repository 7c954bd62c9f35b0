import { ACCOUNT, arn } from '../../simulation/services/clients.ts'

/** An operation that lists, as the client of the SDK calls it. */
export interface ListRow {
  /** The client's package: `@aws-sdk/client-…` */
  client: string
  operation: string
  /** The operation in the form of SimResources. */
  resources: string
  member: string
  item: (number: number) => unknown
  input?: object
  /** The parameter with the size of a page, and the size. Left out: the operation has pages of this size only. */
  size?: readonly [parameter: string | null, size: number]
  /** The parameter with the token of a page, and the member with that of the next. */
  token?: readonly [into: string, from: string]
  /** The member whose list belongs to this resource. */
  within?: string
}

export const KEY = arn(1)
const at = new Date('2026-11-01T12:30:00.000Z')
const named =
  (member: string, more: object = { KmsKeyId: KEY }) =>
  (number: number) => ({ [member]: `n-${number}`, ...more })

const marker = { size: ['MaxRecords', 20], token: ['Marker', 'Marker'] } as const
const sized = (parameter = 'MaxResults', size = 5) => ({ size: [parameter, size] }) as const
const lower = { size: ['maxResults', 2], token: ['nextToken', 'nextToken'] } as const

function rows(
  client: string,
  service: string,
  ...operations: [operation: string, member: string, item: ListRow['item'], more?: Partial<ListRow>][]
): ListRow[] {
  return operations.map(([operation, member, item, more = {}]) => ({
    client,
    operation,
    resources: `${service}:${operation}`,
    member,
    item,
    ...more,
  }))
}

export const LISTS: readonly ListRow[] = [
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
    'rds',
    'rds',
    [
      'DescribeDBInstances',
      'DBInstances',
      named('DBInstanceIdentifier', { KmsKeyId: KEY, StorageEncrypted: true, MasterUserSecret: { KmsKeyId: KEY } }),
      marker,
    ],
    [
      'DescribeDBClusters',
      'DBClusters',
      named('DBClusterIdentifier', { KmsKeyId: KEY, DBClusterMembers: [{ DBInstanceIdentifier: 'a' }] }),
      marker,
    ],
    [
      'DescribeDBSnapshots',
      'DBSnapshots',
      named('DBSnapshotIdentifier', { KmsKeyId: KEY, SnapshotCreateTime: at }),
      marker,
    ],
    ['DescribeDBClusterSnapshots', 'DBClusterSnapshots', named('DBClusterSnapshotIdentifier'), marker],
    [
      'DescribeDBInstanceAutomatedBackups',
      'DBInstanceAutomatedBackups',
      named('DbiResourceId', { KmsKeyId: KEY, Status: 'retained' }),
      marker,
    ],
    ['DescribeDBClusterAutomatedBackups', 'DBClusterAutomatedBackups', named('DbClusterResourceId'), marker],
    ['DescribeExportTasks', 'ExportTasks', named('ExportTaskIdentifier'), marker],
    ['DescribeIntegrations', 'Integrations', named('IntegrationName', { KMSKeyId: KEY }), marker],
    ['DescribeDBProxies', 'DBProxies', named('DBProxyName', { Auth: [{ SecretArn: 'arn:1' }] }), marker],
  ),
  ...rows(
    'redshift',
    'redshift',
    ['DescribeClusters', 'Clusters', named('ClusterIdentifier'), marker],
    ['DescribeClusterSnapshots', 'Snapshots', named('SnapshotIdentifier'), marker],
    ['DescribeSnapshotCopyGrants', 'SnapshotCopyGrants', named('SnapshotCopyGrantName'), marker],
    ['DescribeIntegrations', 'Integrations', named('IntegrationName', { KMSKeyId: KEY }), marker],
  ),
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
  ...rows(
    'dynamodb',
    'dynamodb',
    [
      'ListTables',
      'TableNames',
      number => `table-${number}`,
      { size: ['Limit', 100], token: ['ExclusiveStartTableName', 'LastEvaluatedTableName'] },
    ],
    [
      'ListBackups',
      'BackupSummaries',
      named('BackupArn', {}),
      { size: ['Limit', 2], token: ['ExclusiveStartBackupArn', 'LastEvaluatedBackupArn'] },
    ],
    ['ListExports', 'ExportSummaries', named('ExportArn', {}), sized('MaxResults', 25)],
  ),
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
  ...rows('cloudtrail', 'cloudtrail', [
    'ListEventDataStores',
    'EventDataStores',
    named('EventDataStoreArn', {}),
    sized(),
  ]),
  ...rows('eks', 'eks', ['ListClusters', 'clusters', number => `cluster-${number}`, lower]),
  ...rows('ecs', 'ecs', [
    'ListClusters',
    'clusterArns',
    number => `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/c-${number}`,
    lower,
  ]),
  ...rows('route-53', 'route53', [
    'ListHostedZones',
    'HostedZones',
    named('Id', { Name: 'example.com.' }),
    { size: ['MaxItems', 2], token: ['Marker', 'NextMarker'] },
  ]),
  ...rows(
    'elasticache',
    'elasticache',
    [
      'DescribeReplicationGroups',
      'ReplicationGroups',
      named('ReplicationGroupId', { KmsKeyId: KEY, MemberClusters: ['a'] }),
      marker,
    ],
    ['DescribeSnapshots', 'Snapshots', named('SnapshotName'), marker],
    ['DescribeServerlessCaches', 'ServerlessCaches', named('ServerlessCacheName'), sized()],
    ['DescribeServerlessCacheSnapshots', 'ServerlessCacheSnapshots', named('ServerlessCacheSnapshotName'), sized()],
  ),
  ...rows(
    'memorydb',
    'memorydb',
    ['DescribeClusters', 'Clusters', named('Name'), sized()],
    ['DescribeSnapshots', 'Snapshots', named('Name'), sized()],
  ),
  ...rows('opensearch', 'es', ['ListDomainNames', 'DomainNames', named('DomainName', {})]),
  ...rows('opensearchserverless', 'aoss', [
    'ListCollections',
    'collectionSummaries',
    named('id', { kmsKeyArn: KEY }),
    lower,
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
    'glue',
    'glue',
    [
      'GetSecurityConfigurations',
      'SecurityConfigurations',
      named('Name', { EncryptionConfiguration: { S3Encryption: [{ KmsKeyArn: KEY }] } }),
      sized(),
    ],
    ['GetConnections', 'ConnectionList', named('Name', {}), { ...sized(), input: { HidePassword: true } }],
    [
      'GetMLTransforms',
      'Transforms',
      named('TransformId', { TransformEncryption: { MlUserDataEncryption: { KmsKeyId: KEY } } }),
      sized(),
    ],
  ),
  ...rows('athena', 'athena', ['ListWorkGroups', 'WorkGroups', named('Name', {}), sized()]),
  ...rows(
    'redshift-serverless',
    'redshift-serverless',
    [
      'ListNamespaces',
      'namespaces',
      named('namespaceName', { kmsKeyId: KEY, adminPasswordSecretKmsKeyId: KEY }),
      lower,
    ],
    ['ListSnapshots', 'snapshots', named('snapshotName', { kmsKeyId: KEY }), lower],
    [
      'ListSnapshotCopyConfigurations',
      'snapshotCopyConfigurations',
      named('namespaceName', { destinationKmsKeyId: KEY }),
      lower,
    ],
  ),
  ...rows(
    'sagemaker',
    'sagemaker',
    ['ListNotebookInstances', 'NotebookInstances', named('NotebookInstanceName', {}), sized()],
    ['ListDomains', 'Domains', named('DomainId', {}), sized()],
    ['ListEndpointConfigs', 'EndpointConfigs', named('EndpointConfigName', {}), sized()],
  ),
  ...rows(
    'database-migration-service',
    'dms',
    ['DescribeReplicationInstances', 'ReplicationInstances', named('ReplicationInstanceIdentifier'), marker],
    [
      'DescribeEndpoints',
      'Endpoints',
      named('EndpointIdentifier', { KmsKeyId: KEY, S3Settings: { ServerSideEncryptionKmsKeyId: KEY } }),
      marker,
    ],
    ['DescribeCertificates', 'Certificates', named('CertificateIdentifier'), marker],
    [
      'DescribeReplicationConfigs',
      'ReplicationConfigs',
      named('ReplicationConfigIdentifier', { ComputeConfig: { KmsKeyId: KEY } }),
      marker,
    ],
  ),
  ...rows('workspaces', 'workspaces', [
    'DescribeWorkspaces',
    'Workspaces',
    named('WorkspaceId', { VolumeEncryptionKey: KEY }),
    sized('Limit'),
  ]),
]
