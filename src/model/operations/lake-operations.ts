/**
 * The operations by which CloudTrail Lake searches an event data store: a part of the table in `operations.ts`. A query
 * reads, and writes nothing.
 *
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
export const LAKE_OPERATIONS = {
  'cloudtrail:StartQuery': { perSecond: 3, access: 'read', giveUpWhen: 'denied' },
  'cloudtrail:DescribeQuery': { perSecond: 5, access: 'read' },
  'cloudtrail:GetQueryResults': { perSecond: 5, access: 'read' },
  'cloudtrail:CancelQuery': { perSecond: 3, access: 'read' },
} as const
