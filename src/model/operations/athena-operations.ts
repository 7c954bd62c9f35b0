/**
 * The operations by which Athena searches archives of CloudTrail: a part of the table in `operations.ts`. The rates are
 * those of the Regions with the lowest quotas. A query reads, and writes nothing but its results.
 *
 * Athena: https://docs.aws.amazon.com/general/latest/gr/athena.html
 * S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export const ATHENA_OPERATIONS = {
  'athena:GetTableMetadata': { perSecond: 5, access: 'read', neededFor: 'athena' },
  'glue:GetTable': { perSecond: 5, access: 'read', neededFor: 'athena' },
  'athena:StartQueryExecution': { perSecond: 10, access: 'read', neededFor: 'athena' },
  'athena:GetQueryExecution': { perSecond: 50, access: 'read', neededFor: 'athena' },
  'athena:GetQueryResults': { perSecond: 50, access: 'read', neededFor: 'athena' },
  'athena:StopQueryExecution': { perSecond: 10, access: 'read', neededFor: 'athena' },
  's3:ListObjectsV2': { perSecond: 100, access: 'read', iamAction: 's3:ListBucket', neededFor: 'athena' },
} as const
