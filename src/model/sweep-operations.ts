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
 * CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * EC2: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
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
  'secretsmanager:ListSecrets': list(50),
  'secretsmanager:DescribeSecret': each(50),
  'sqs:ListQueues': list(10),
  'sqs:GetQueueAttributes': each(20),
  'logs:DescribeLogGroups': list(5),
  'cloudtrail:ListEventDataStores': list(5),
  'cloudtrail:GetEventDataStore': each(5),
  'backup:ListBackupVaults': list(10),
  'backup:ListRecoveryPointsByBackupVault': each(10),
  'elasticfilesystem:DescribeFileSystems': list(10),
  'fsx:DescribeFileSystems': list(10),
  'fsx:DescribeBackups': list(10),
  'fsx:DescribeFileCaches': list(10),
} as const satisfies Record<string, SweepRow>

/** The operations that ask an AWS Config aggregator instead. AWS publishes no quotas for them. */
export const AGGREGATOR_OPERATIONS = {
  'config:SelectAggregateResourceConfig': asked('the references that AWS Config has recorded'),
  'config:DescribeConfigurationAggregatorSourcesStatus': asked(
    'which accounts and Regions the aggregator covers, so that a missing record proves nothing',
  ),
  'config:DescribeConfigurationRecorders': asked(
    'which types AWS Config records, so that a missing record proves nothing',
  ),
  'config:DescribeConfigurationRecorderStatus': asked(
    'whether AWS Config records now, so that a missing record proves nothing',
  ),
} as const

function asked(without: string) {
  return { perSecond: 5, access: 'read', neededFor: 'aggregator', giveUpWhen: 'denied', without } as const
}
