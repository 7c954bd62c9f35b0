import { DAY, HOUR, MINUTE, type Instant } from '../../../model/time.ts'
import { keyArn } from '../../world/world.ts'
import { sampleId } from '../sample-key.ts'

/** A call of each day for some time, up to the last one. */
export interface ArchivedUses {
  /** ARN of the key. */
  key: string
  operation: string
  principal: string
  service: string | null
  last: Instant
  days: number
  context?: Readonly<Record<string, string>>
}

/** How many days ago the first log file was delivered, and when the trail was stopped. */
export const FIRST_DAY = 1400
export const STOPPED_DAY = 33

/** What the trail of the shop in us-east-1 recorded: two keys in daily use, and one whose last use was a year ago. */
export function archivedUses(now: Instant, account: string): ArchivedUses[] {
  const keyOf = (name: string): string => keyArn({ partition: 'aws', id: account }, 'us-east-1', sampleId(name))
  const roleOf = (name: string): string => `arn:aws:iam::${account}:role/${name}`
  const stopped = now - STOPPED_DAY * DAY
  return [
    {
      key: keyOf('orders'),
      operation: 'Decrypt',
      principal: roleOf('orders-api'),
      service: 'dynamodb.amazonaws.com',
      last: stopped - 47 * MINUTE,
      days: 870,
      context: { 'aws:dynamodb:tableName': 'orders' },
    },
    {
      key: keyOf('data-lake'),
      operation: 'GenerateDataKey',
      principal: roleOf('ingest'),
      service: 's3.amazonaws.com',
      last: stopped - 5 * MINUTE,
      days: 1160,
      context: { 'aws:s3:arn': 'arn:aws:s3:::raw' },
    },
    {
      key: keyOf('staging-config'),
      operation: 'Decrypt',
      principal: roleOf('config'),
      service: 'ssm.amazonaws.com',
      last: now - 402 * DAY - 2 * HOUR,
      days: 590,
      context: { PARAMETER_ARN: `arn:aws:ssm:us-east-1:${account}:parameter/staging/database` },
    },
  ]
}
