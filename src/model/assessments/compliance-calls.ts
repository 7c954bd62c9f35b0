import type { Operation } from '../operations/operations.ts'
import { SWEEP_OPERATIONS } from '../operations/sweep-operations.ts'

/** The lists of types of resources that are not judged. No other type calls these operations; a test says so. */
const OF_TYPES_NOT_JUDGED: readonly string[] = [
  'ec2:GetEbsDefaultKmsKeyId',
  'ec2:DescribeImages',
  'ec2:DescribeLaunchTemplateVersions',
  'rds:DescribeExportTasks',
  'rds:DescribeDBProxies',
  'dynamodb:ListExports',
  'dynamodb:DescribeExport',
  's3:GetBucketReplication',
  's3:ListBucketInventoryConfigurations',
  'secretsmanager:DescribeSecret',
  'ssm:ListResourceDataSync',
  'redshift:DescribeSnapshotCopyGrants',
  'redshift-serverless:ListSnapshotCopyConfigurations',
  'elasticache:DescribeSnapshots',
  'elasticache:DescribeServerlessCacheSnapshots',
  'ecr:DescribeRepositoryCreationTemplates',
  'dms:DescribeCertificates',
  'lambda:ListEventSourceMappings',
  'lambda:ListCapacityProviders',
  'ecs:ListClusters',
  'ecs:DescribeClusters',
  'codebuild:ListReportGroups',
  'codebuild:BatchGetReportGroups',
  'glue:GetSecurityConfigurations',
  'glue:GetConnections',
  'glue:GetMLTransforms',
  'athena:ListWorkGroups',
  'athena:GetWorkGroup',
  'bedrock:ListGuardrails',
  'bedrock:GetGuardrail',
  'connect:ListInstances',
  'connect:ListInstanceStorageConfigs',
  'route53:ListHostedZones',
  'route53:GetDNSSEC',
  'config:DescribeDeliveryChannels',
  'guardduty:ListDetectors',
  'guardduty:ListPublishingDestinations',
  'guardduty:DescribePublishingDestination',
  'cognito-idp:ListUserPools',
  'dlm:GetLifecyclePolicies',
  'dlm:GetLifecyclePolicy',
]

/** The operations that list the types of resources which `kms-audit compliance` judges. */
export const JUDGED_LISTS: readonly Operation[] = [
  'cloudtrail:DescribeTrails',
  ...(Object.keys(SWEEP_OPERATIONS) as (keyof typeof SWEEP_OPERATIONS)[]).filter(
    operation => !OF_TYPES_NOT_JUDGED.includes(operation),
  ),
]
