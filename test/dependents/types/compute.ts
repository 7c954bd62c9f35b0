import { KEY, type TypeCase } from '../sweep-type.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`

const cases: Record<string, TypeCase> = {
  'lambda-function': {
    answers: {
      ListFunctions: {
        Functions: [
          {
            FunctionName: 'orders',
            FunctionArn: arn('lambda', 'function:orders:$LATEST'),
            Version: '$LATEST',
            KMSKeyArn: KEY,
            DurableConfig: { KMSKeyArn: KEY },
          },
          { FunctionName: 'orders', FunctionArn: arn('lambda', 'function:orders:3'), Version: '3', KMSKeyArn: KEY },
          { FunctionName: 'plain', FunctionArn: arn('lambda', 'function:plain:$LATEST'), Version: '$LATEST' },
        ],
      },
    },
    lists: { ListFunctions: ['Functions', 'Marker', 'NextMarker'] },
    found: ['orders', 'orders / durable executions', 'orders:3'],
  },
  'lambda-package': {
    answers: {
      ListFunctions: {
        Functions: [
          { FunctionName: 'orders', FunctionArn: arn('lambda', 'function:orders:3'), Version: '3', PackageType: 'Zip' },
          { FunctionName: 'image', FunctionArn: arn('lambda', 'function:image:$LATEST'), PackageType: 'Image' },
          { FunctionName: 'plain', FunctionArn: arn('lambda', 'function:plain:$LATEST'), PackageType: 'Zip' },
        ],
      },
      GetFunction: ({ FunctionName }) =>
        String(FunctionName).endsWith('orders:3')
          ? { Code: { RepositoryType: 'S3', SourceKMSKeyArn: KEY } }
          : { Code: { RepositoryType: 'S3' } },
    },
    lists: { ListFunctions: ['Functions', 'Marker', 'NextMarker'] },
    found: ['orders:3'],
  },
  'lambda-event-source': {
    answers: {
      ListEventSourceMappings: {
        EventSourceMappings: [
          { UUID: 'a1', EventSourceMappingArn: arn('lambda', 'event-source-mapping:a1'), KMSKeyArn: KEY },
          { UUID: 'b2', KMSKeyArn: KEY, State: 'Enabled' },
        ],
      },
    },
    lists: { ListEventSourceMappings: ['EventSourceMappings', 'Marker', 'NextMarker'] },
    found: ['a1', 'b2'],
  },
  'lambda-capacity-provider': {
    answers: {
      ListCapacityProviders: {
        CapacityProviders: [
          { CapacityProviderArn: arn('lambda', 'capacity-provider:large'), State: 'Active', KmsKeyArn: KEY },
          { CapacityProviderArn: arn('lambda', 'capacity-provider:small'), State: 'Active', KmsKeyArn: KEY },
        ],
      },
    },
    lists: { ListCapacityProviders: ['CapacityProviders', 'Marker', 'NextMarker'] },
    found: ['large', 'small'],
  },
  'msk-cluster': {
    answers: {
      ListClustersV2: {
        ClusterInfoList: [
          {
            ClusterName: 'events',
            ClusterArn: arn('kafka', 'cluster/events/1a-2'),
            ClusterType: 'PROVISIONED',
            Provisioned: { EncryptionInfo: { EncryptionAtRest: { DataVolumeKMSKeyId: KEY } } },
          },
          {
            ClusterName: 'logs',
            Provisioned: { EncryptionInfo: { EncryptionAtRest: { DataVolumeKMSKeyId: KEY } } },
          },
          { ClusterName: 'small', ClusterType: 'SERVERLESS', Serverless: { VpcConfigs: [] } },
        ],
      },
    },
    lists: { ListClustersV2: ['ClusterInfoList', 'NextToken'] },
    found: ['events', 'logs'],
  },
  'ecr-repository': {
    answers: {
      DescribeRepositories: {
        repositories: [
          {
            repositoryName: 'team/app',
            repositoryArn: arn('ecr', 'repository/team/app'),
            encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY },
          },
          { repositoryName: 'gov', encryptionConfiguration: { encryptionType: 'KMS_DSSE', kmsKey: KEY } },
          { repositoryName: 'plain', encryptionConfiguration: { encryptionType: 'AES256' } },
        ],
      },
    },
    lists: { DescribeRepositories: ['repositories', 'nextToken'] },
    found: ['team/app', 'gov'],
  },
  'ecr-creation-template': {
    answers: {
      DescribeRepositoryCreationTemplates: {
        repositoryCreationTemplates: [
          { prefix: 'ROOT', encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY } },
          { prefix: 'docker-hub', encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY } },
        ],
      },
    },
    lists: { DescribeRepositoryCreationTemplates: ['repositoryCreationTemplates', 'nextToken'] },
    found: ['ROOT', 'docker-hub'],
  },
  workspace: {
    answers: {
      DescribeWorkspaces: {
        Workspaces: [
          { WorkspaceId: 'ws-0a', VolumeEncryptionKey: KEY, RootVolumeEncryptionEnabled: true },
          { WorkspaceId: 'ws-0b', VolumeEncryptionKey: KEY, UserVolumeEncryptionEnabled: true },
          { WorkspaceId: 'ws-0c', State: 'STOPPED' },
        ],
      },
    },
    lists: { DescribeWorkspaces: ['Workspaces', 'NextToken'] },
    found: ['ws-0a', 'ws-0b'],
  },
}

export default cases
