/**
 * The operations by which CloudWatch Logs Insights searches events: a part of the table in `operations.ts`. A query
 * reads, and writes nothing.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export const LOGS_OPERATIONS = {
  'logs:StartQuery': { perSecond: 10, access: 'read', giveUpWhen: 'denied' },
  'logs:GetQueryResults': { perSecond: 10, access: 'read' },
  'logs:StopQuery': { perSecond: 10, access: 'read' },
} as const
