/** What a row about an operation of the sweep says; `model/operations.ts` explains the fields. */
interface SweepRow {
  perSecond: number
  access: 'read'
  without: string
  iamAction?: string
  giveUpWhen: 'denied' | 'denied-everywhere'
}

/** A call that lists resources: one refusal decides the Region. */
const list = (perSecond: number, iamAction?: string): SweepRow => row(perSecond, 'denied', iamAction)

/** A call about one resource, which a policy of that resource alone can refuse. */
const each = (perSecond: number, iamAction?: string): SweepRow => row(perSecond, 'denied-everywhere', iamAction)

const row = (perSecond: number, giveUpWhen: SweepRow['giveUpWhen'], iamAction?: string): SweepRow => ({
  perSecond,
  access: 'read',
  giveUpWhen,
  without: 'which resources of this type reference keys',
  ...(iamAction !== undefined && { iamAction }),
})

/**
 * The operations that find resources which reference keys: a part of the table in `model/operations.ts`. Rates are
 * below the quotas of AWS, because the same quotas serve the account's own work; where AWS publishes no quota, they are
 * ten calls a second.
 *
 * Athena: https://docs.aws.amazon.com/general/latest/gr/athena.html
 * CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * EC2: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * Firehose: https://docs.aws.amazon.com/firehose/latest/dev/limits.html
 * Kinesis: https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-api-throttling.html
 * Lambda, whose operations share fifteen calls: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * Route 53, whose operations share five calls: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 * SNS: https://docs.aws.amazon.com/general/latest/gr/sns.html
 * Step Functions: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 * Systems Manager: https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
export const SWEEP_OPERATIONS = {
  'ec2:DescribeVolumes': list(10),
  'ec2:DescribeSnapshots': list(10),
  'ec2:GetEbsDefaultKmsKeyId': list(10),
  'ec2:DescribeImages': list(10),
  'ec2:DescribeLaunchTemplateVersions': list(10),
  'rds:DescribeDBInstances': list(10),
  'rds:DescribeDBClusters': list(10),
  'rds:DescribeDBSnapshots': list(10),
  'rds:DescribeDBClusterSnapshots': list(10),
  'rds:DescribeDBInstanceAutomatedBackups': list(10),
  'rds:DescribeDBClusterAutomatedBackups': list(10),
  'rds:DescribeExportTasks': list(10),
  'rds:DescribeIntegrations': list(10),
  'rds:DescribeDBProxies': list(10),
  'dynamodb:ListTables': list(10),
  'dynamodb:DescribeTable': each(10),
  'dynamodb:ListBackups': list(10),
  'dynamodb:DescribeBackup': each(10),
  'dynamodb:ListExports': list(10),
  'dynamodb:DescribeExport': each(10),
  's3:ListBuckets': list(10, 's3:ListAllMyBuckets'),
  's3:GetBucketEncryption': each(10, 's3:GetEncryptionConfiguration'),
  's3:GetBucketReplication': each(10, 's3:GetReplicationConfiguration'),
  's3:ListBucketInventoryConfigurations': each(10, 's3:GetInventoryConfiguration'),
  's3express:ListDirectoryBuckets': list(10, 's3express:ListAllMyDirectoryBuckets'),
  's3express:GetBucketEncryption': each(10, 's3express:GetEncryptionConfiguration'),
  's3tables:ListTableBuckets': list(10),
  's3tables:GetTableBucketEncryption': each(10),
  's3vectors:ListVectorBuckets': list(10),
  's3vectors:GetVectorBucket': each(10),
  'secretsmanager:ListSecrets': list(50),
  'secretsmanager:DescribeSecret': each(50),
  'ssm:DescribeParameters': list(1),
  'lambda:ListFunctions': list(3),
  'lambda:GetFunction': each(10),
  'lambda:ListEventSourceMappings': list(1),
  'lambda:ListCapacityProviders': list(1),
  'sqs:ListQueues': list(10),
  'sqs:GetQueueAttributes': each(20),
  'sns:ListTopics': list(10),
  'sns:GetTopicAttributes': each(20),
  'kinesis:ListStreams': list(2),
  'kinesis:DescribeStreamSummary': each(10),
  'firehose:ListDeliveryStreams': list(2),
  'firehose:DescribeDeliveryStream': each(3),
  'kafka:ListClustersV2': list(10),
  'logs:DescribeLogGroups': list(5),
  'cloudtrail:ListEventDataStores': list(5),
  'cloudtrail:GetEventDataStore': each(5),
  'backup:ListBackupVaults': list(10),
  'backup:ListRecoveryPointsByBackupVault': each(10),
  'elasticfilesystem:DescribeFileSystems': list(10),
  'fsx:DescribeFileSystems': list(10),
  'fsx:DescribeBackups': list(10),
  'fsx:DescribeFileCaches': list(10),
  'redshift:DescribeClusters': list(10),
  'redshift:DescribeClusterSnapshots': list(10),
  'redshift:DescribeSnapshotCopyGrants': list(10),
  'redshift:DescribeIntegrations': list(10),
  'redshift-serverless:ListNamespaces': list(10),
  'redshift-serverless:ListSnapshots': list(10),
  'redshift-serverless:ListSnapshotCopyConfigurations': list(10),
  'elasticache:DescribeReplicationGroups': list(10),
  'elasticache:DescribeServerlessCaches': list(10),
  'elasticache:DescribeSnapshots': list(10),
  'elasticache:DescribeServerlessCacheSnapshots': list(10),
  'memorydb:DescribeClusters': list(10),
  'memorydb:DescribeSnapshots': list(10),
  'es:ListDomainNames': list(10),
  'es:DescribeDomains': each(10),
  'aoss:ListCollections': list(10),
  'ecr:DescribeRepositories': list(10),
  'ecr:DescribeRepositoryCreationTemplates': list(10),
  'eks:ListClusters': list(10),
  'eks:DescribeCluster': each(10),
  'ecs:ListClusters': list(10),
  'ecs:DescribeClusters': each(10),
  'codebuild:ListProjects': list(10),
  'codebuild:BatchGetProjects': each(10),
  'codepipeline:ListPipelines': list(10),
  'codepipeline:GetPipeline': each(10),
  'codeartifact:ListDomains': list(10),
  'codecommit:ListRepositories': list(10),
  'codecommit:BatchGetRepositories': each(10),
  'states:ListStateMachines': list(2),
  'states:DescribeStateMachine': each(10),
  'states:ListActivities': list(2),
  'states:DescribeActivity': each(1),
  'events:ListEventBuses': list(10),
  'events:DescribeEventBus': each(10),
  'events:ListArchives': list(10),
  'events:DescribeArchive': each(10),
  'events:ListConnections': list(10),
  'events:DescribeConnection': each(10),
  'scheduler:ListSchedules': list(10),
  'scheduler:GetSchedule': each(10),
  'pipes:ListPipes': list(10),
  'pipes:DescribePipe': each(10),
  'glue:GetDataCatalogEncryptionSettings': list(10),
  'glue:GetSecurityConfigurations': list(10),
  'glue:GetConnections': list(10),
  'glue:GetMLTransforms': list(10),
  'athena:ListWorkGroups': list(2),
  'athena:GetWorkGroup': each(2),
  'sagemaker:ListNotebookInstances': list(10),
  'sagemaker:DescribeNotebookInstance': each(10),
  'sagemaker:ListDomains': list(10),
  'sagemaker:DescribeDomain': each(10),
  'sagemaker:ListEndpointConfigs': list(10),
  'sagemaker:DescribeEndpointConfig': each(10),
  'dms:DescribeReplicationInstances': list(10),
  'dms:DescribeEndpoints': list(10),
  'dms:DescribeCertificates': list(10),
  'dms:DescribeReplicationConfigs': list(10),
  'workspaces:DescribeWorkspaces': list(10),
  'route53:ListHostedZones': list(1),
  'route53:GetDNSSEC': each(2),
} as const satisfies Record<string, SweepRow>
