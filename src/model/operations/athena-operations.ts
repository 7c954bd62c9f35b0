/**
 * The operations by which Athena searches archives of CloudTrail: a part of the table in `operations.ts`. The rates are
 * those of the Regions with the lowest quotas. A query reads, and writes nothing but its results.
 *
 * Athena: https://docs.aws.amazon.com/general/latest/gr/athena.html
 * S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export const ATHENA_OPERATIONS = {
  'athena:GetTableMetadata': { perSecond: 5, access: 'read' },
  'athena:StartQueryExecution': { perSecond: 10, access: 'read', giveUpWhen: 'denied' },
  'athena:GetQueryExecution': { perSecond: 50, access: 'read' },
  'athena:GetQueryResults': { perSecond: 50, access: 'read' },
  'athena:StopQueryExecution': { perSecond: 10, access: 'read' },
  's3:ListBucket': { perSecond: 100, access: 'read', giveUpWhen: 'denied' },
} as const
