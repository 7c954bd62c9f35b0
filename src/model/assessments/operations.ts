import type { Operation } from '../operations/operations.ts'
import type { AssessmentKind } from './assessment.ts'
import { JUDGED_LISTS } from './compliance-calls.ts'

/** The operations that each assessment calls, besides entering accounts and listing Regions. */
export const ASSESSMENT_OPERATIONS: Readonly<Record<AssessmentKind, readonly Operation[]>> = {
  activity: ['cloudtrail:LookupEvents', 'cloudtrail:DescribeTrails', 'kms:ListAliases', 'kms:ListKeys'],
  compliance: [
    'kms:ListKeys',
    'kms:ListAliases',
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListKeyRotations',
    'kms:ListGrants',
    'ec2:GetEbsEncryptionByDefault',
    ...JUDGED_LISTS,
  ],
  secrets: [
    'secretsmanager:ListSecrets',
    'secretsmanager:DescribeSecret',
    'secretsmanager:ListSecretVersionIds',
    'kms:DescribeKey',
    'kms:ListAliases',
    'cloudtrail:LookupEvents',
    'cloudwatch:GetMetricData',
  ],
  access: [
    'iam:GetRole',
    'iam:GetUser',
    'iam:ListRoles',
    'iam:SimulatePrincipalPolicy',
    'secretsmanager:ListSecrets',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetResourcePolicy',
    'secretsmanager:ListSecretVersionIds',
    'kms:ListKeys',
    'kms:ListAliases',
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:ListGrants',
  ],
  quotas: [
    'servicequotas:ListServiceQuotas',
    'servicequotas:ListAWSDefaultServiceQuotas',
    'cloudwatch:GetMetricData',
    'cloudtrail:LookupEvents',
  ],
}
