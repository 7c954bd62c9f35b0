/**
 * The operations that send a report to AWS: a part of the table in `operations.ts`. All are called a few times in a run.
 *
 * Security Hub: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 * CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * SNS: https://docs.aws.amazon.com/general/latest/gr/sns.html
 * S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export const SENDING_OPERATIONS = {
  'securityhub:GetFindings': { perSecond: 3, access: 'read', giveUpWhen: 'denied' },
  'securityhub:BatchImportFindings': { perSecond: 10, access: 'write', giveUpWhen: 'denied' },
  'cloudwatch:PutMetricData': { perSecond: 500, access: 'write', giveUpWhen: 'denied' },
  'cloudwatch:GetDashboard': { perSecond: 10, access: 'read' },
  'cloudwatch:PutDashboard': { perSecond: 10, access: 'write' },
  'sns:Publish': { perSecond: 30, access: 'write', giveUpWhen: 'denied' },
  's3:PutObject': { perSecond: 100, access: 'write' },
  's3:AbortMultipartUpload': { perSecond: 100, access: 'write' },
} as const
