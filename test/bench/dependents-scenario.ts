import { sampleId } from '../../src/simulation/sample/sample-key.ts'
import type { SimResources } from '../../src/simulation/world/sim-resources.ts'

/** The resources of each type. */
const EACH = 125

/** One type: how many resources a page of its list has at most, and what the simulated service answers. */
interface BenchType {
  id: string
  list: string
  page: number
  /** The operation that describes each resource. Left out: the list has the key. */
  describe?: string
  /** One resource with a number, in the form of the SDK, as the list or the description answers. */
  resource(name: string, key: string): unknown
  /** The name of a resource, where a description is asked for by another one. */
  nameOf?(name: string): string
}

const listed = (id: string, list: string, page: number, resource: BenchType['resource']): BenchType => ({
  id,
  list,
  page,
  resource,
})

const described = (
  id: string,
  [list, page]: readonly [string, number],
  describe: string,
  resource: BenchType['resource'],
): BenchType => ({ id, list, page, describe, resource })

const named =
  (member: string, keyMember = 'KmsKeyId') =>
  (name: string, key: string) => ({
    [member]: name,
    [keyMember]: key,
  })
const queueUrl = (name: string): string => `https://sqs.us-east-1.amazonaws.com/111122223333/${name}`
const topicArn = (name: string): string => `arn:aws:sns:us-east-1:111122223333:${name}`
const machineArn = (name: string): string => `arn:aws:states:us-east-1:111122223333:stateMachine:${name}`

/** Forty types: those whose lists contain the key first. */
export const BENCH_TYPES: readonly BenchType[] = [
  listed('ebs-volume', 'ec2:DescribeVolumes', 1000, (name, key) => ({
    ...named('VolumeId')(name, key),
    Encrypted: true,
  })),
  listed('ebs-snapshot', 'ec2:DescribeSnapshots', 1000, (name, key) => ({
    ...named('SnapshotId')(name, key),
    Encrypted: true,
  })),
  listed('rds-instance', 'rds:DescribeDBInstances', 100, named('DBInstanceIdentifier')),
  listed('rds-cluster', 'rds:DescribeDBClusters', 100, named('DBClusterIdentifier')),
  listed('rds-export', 'rds:DescribeExportTasks', 100, named('ExportTaskIdentifier')),
  listed('rds-integration', 'rds:DescribeIntegrations', 100, named('IntegrationName', 'KMSKeyId')),
  listed('secret', 'secretsmanager:ListSecrets', 100, named('Name')),
  listed('log-group', 'logs:DescribeLogGroups', 50, named('logGroupName', 'kmsKeyId')),
  listed('backup-vault', 'backup:ListBackupVaults', 1000, named('BackupVaultName', 'EncryptionKeyArn')),
  listed('efs-file-system', 'elasticfilesystem:DescribeFileSystems', 100, named('FileSystemId')),
  listed('redshift-cluster', 'redshift:DescribeClusters', 100, named('ClusterIdentifier')),
  listed('redshift-snapshot', 'redshift:DescribeClusterSnapshots', 100, named('SnapshotIdentifier')),
  listed(
    'redshift-serverless-namespace',
    'redshift-serverless:ListNamespaces',
    100,
    named('namespaceName', 'kmsKeyId'),
  ),
  listed('redshift-serverless-snapshot', 'redshift-serverless:ListSnapshots', 100, named('snapshotName', 'kmsKeyId')),
  listed('elasticache-replication-group', 'elasticache:DescribeReplicationGroups', 100, named('ReplicationGroupId')),
  listed('elasticache-serverless-cache', 'elasticache:DescribeServerlessCaches', 50, named('ServerlessCacheName')),
  listed('memorydb-cluster', 'memorydb:DescribeClusters', 100, named('Name')),
  listed('memorydb-snapshot', 'memorydb:DescribeSnapshots', 100, named('Name')),
  listed('opensearch-collection', 'aoss:ListCollections', 100, named('id', 'kmsKeyArn')),
  listed('ecr-repository', 'ecr:DescribeRepositories', 1000, (repositoryName, kmsKey) => ({
    repositoryName,
    encryptionConfiguration: { encryptionType: 'KMS', kmsKey },
  })),
  listed('codeartifact-domain', 'codeartifact:ListDomains', 1000, named('name', 'encryptionKey')),
  listed('msk-cluster', 'kafka:ListClustersV2', 100, (ClusterName, DataVolumeKMSKeyId) => ({
    ClusterName,
    ClusterArn: `arn:aws:kafka:us-east-1:111122223333:cluster/${ClusterName}/1`,
    Provisioned: { EncryptionInfo: { EncryptionAtRest: { DataVolumeKMSKeyId } } },
  })),
  listed('dms-replication-instance', 'dms:DescribeReplicationInstances', 100, named('ReplicationInstanceIdentifier')),
  listed('workspace', 'workspaces:DescribeWorkspaces', 25, named('WorkspaceId', 'VolumeEncryptionKey')),
  listed('glue-security-configuration', 'glue:GetSecurityConfigurations', 1000, (Name, KmsKeyArn) => ({
    Name,
    EncryptionConfiguration: { S3Encryption: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn }] },
  })),
  listed('lambda-event-source', 'lambda:ListEventSourceMappings', 100, named('UUID', 'KMSKeyArn')),
  listed('fsx-file-system', 'fsx:DescribeFileSystems', 1000, named('FileSystemId')),
  listed('fsx-backup', 'fsx:DescribeBackups', 1000, named('BackupId')),
  listed('ssm-parameter', 'ssm:DescribeParameters', 50, (Name, KeyId) => ({ Name, Type: 'SecureString', KeyId })),
  described('dynamodb-table', ['dynamodb:ListTables', 100], 'dynamodb:DescribeTable', (TableName, KMSMasterKeyArn) => ({
    TableName,
    SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn },
  })),
  described('s3-bucket', ['s3:ListBuckets', 10_000], 's3:GetBucketEncryption', (_, KMSMasterKeyID) => ({
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }],
  })),
  {
    ...described('sqs-queue', ['sqs:ListQueues', 1000], 'sqs:GetQueueAttributes', (_, KmsMasterKeyId) => ({
      KmsMasterKeyId,
    })),
    nameOf: queueUrl,
  },
  {
    ...described('sns-topic', ['sns:ListTopics', 100], 'sns:GetTopicAttributes', (name, KmsMasterKeyId) => ({
      TopicArn: topicArn(name),
      KmsMasterKeyId,
    })),
    nameOf: topicArn,
  },
  described(
    'kinesis-stream',
    ['kinesis:ListStreams', 10_000],
    'kinesis:DescribeStreamSummary',
    (StreamName, KeyId) => ({
      StreamName,
      StreamARN: `arn:aws:kinesis:us-east-1:111122223333:stream/${StreamName}`,
      EncryptionType: 'KMS',
      KeyId,
    }),
  ),
  described('eks-cluster', ['eks:ListClusters', 100], 'eks:DescribeCluster', (name, keyArn) => ({
    name,
    encryptionConfig: [{ resources: ['secrets'], provider: { keyArn } }],
  })),
  {
    ...described(
      'step-functions-state-machine',
      ['states:ListStateMachines', 1000],
      'states:DescribeStateMachine',
      (name, kmsKeyId) => ({
        name,
        stateMachineArn: machineArn(name),
        encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId },
      }),
    ),
    nameOf: machineArn,
  },
  described(
    'eventbridge-bus',
    ['events:ListEventBuses', 100],
    'events:DescribeEventBus',
    named('Name', 'KmsKeyIdentifier'),
  ),
  described(
    'sagemaker-notebook',
    ['sagemaker:ListNotebookInstances', 100],
    'sagemaker:DescribeNotebookInstance',
    named('NotebookInstanceName'),
  ),
  described(
    'sagemaker-endpoint-config',
    ['sagemaker:ListEndpointConfigs', 100],
    'sagemaker:DescribeEndpointConfig',
    named('EndpointConfigName'),
  ),
  described('codepipeline', ['codepipeline:ListPipelines', 1000], 'codepipeline:GetPipeline', (name, id) => ({
    name,
    artifactStore: { type: 'S3', location: 'artifacts', encryptionKey: { id, type: 'KMS' } },
  })),
]

/** The resources of all types in one Region. Each key has its share of each type. */
export function benchResources(keys: readonly string[]): SimResources {
  const numbers = Array.from({ length: EACH }, (_, number) => number)
  const keyOf = (number: number): string => keys[number % keys.length] ?? ''
  return Object.fromEntries(
    BENCH_TYPES.map(({ id, list, describe, resource, nameOf = name => name }) => {
      const names = numbers.map(number => `${id}-${sampleId(`${id} ${number}`).slice(0, 8)}`)
      const all = names.map((name, number) => [nameOf(name), resource(name, keyOf(number))] as const)
      return [describe ?? list, describe === undefined ? all.map(([, one]) => one) : Object.fromEntries(all)]
    }),
  )
}

/** The number of resources of all types. */
export const RESOURCES = EACH * BENCH_TYPES.length

/** The fewest calls that find them, by operation. */
export const SWEEP_NEEDS: Readonly<Record<string, number>> = Object.fromEntries(
  BENCH_TYPES.flatMap(({ list, page, describe }) => [
    [list, Math.ceil(EACH / page)] as const,
    ...(describe === undefined ? [] : [[describe, EACH] as const]),
  ]),
)
