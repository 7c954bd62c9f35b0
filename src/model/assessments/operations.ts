import type { Operation } from '../operations/operations.ts'
import { SWEEP_OPERATIONS } from '../operations/sweep-operations.ts'
import type { AssessmentKind } from './assessment.ts'

/** The operations that each assessment calls, besides entering accounts and listing Regions. */
export const ASSESSMENT_OPERATIONS: Readonly<Record<AssessmentKind, readonly Operation[]>> = {
  activity: ['cloudtrail:LookupEvents', 'kms:ListAliases', 'kms:ListKeys'],
  compliance: [
    'kms:ListKeys',
    'kms:ListAliases',
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListKeyRotations',
    'kms:ListGrants',
    'ec2:GetEbsEncryptionByDefault',
    ...(Object.keys(SWEEP_OPERATIONS) as (keyof typeof SWEEP_OPERATIONS)[]),
  ],
  secrets: [
    'secretsmanager:ListSecrets',
    'secretsmanager:DescribeSecret',
    'secretsmanager:ListSecretVersionIds',
    'kms:DescribeKey',
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
