/**
 * Requests per second that AWS allows by default, per account, Region **and** operation. One limiter is made for each
 * of those; `--max-rate OP=N` changes a line for one run.
 *
 * KMS: https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * Security Hub: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 * The operations without a published quota are called a handful of times in a run.
 */
export const RATES = {
  'kms:ListKeys': 500,
  'kms:ListAliases': 500,
  'kms:DescribeKey': 2000,
  'kms:GetKeyLastUsage': 5,
  'kms:GetKeyPolicy': 1000,
  'kms:GetKeyRotationStatus': 1000,
  'kms:ListKeyRotations': 100,
  'kms:ListGrants': 100,
  'kms:ListResourceTags': 2000,
  'cloudtrail:LookupEvents': 2,
  'cloudtrail:DescribeTrails': 10,
  'cloudtrail:GetTrailStatus': 10,
  'cloudtrail:GetEventSelectors': 1,
  'cloudwatch:ListMetrics': 25,
  'cloudwatch:GetMetricData': 500,
  'securityhub:GetFindings': 3,
  'securityhub:BatchImportFindings': 10,
  'sts:GetCallerIdentity': 50,
  'account:ListRegions': 5,
  'ec2:DescribeRegions': 5,
  'organizations:DescribeOrganization': 1,
  'organizations:ListAccounts': 5,
  'organizations:ListAccountsForParent': 5,
  'organizations:ListOrganizationalUnitsForParent': 5,
} as const satisfies Record<string, number>

/** `kms:GetKeyLastUsage`: the IAM action, which is also how gaps name the call. */
export type Operation = keyof typeof RATES

export const rateOf = (operation: Operation, overrides: Readonly<Record<string, number>>): number =>
  overrides[operation] ?? RATES[operation]
