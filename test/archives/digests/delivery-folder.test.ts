import { expect, test } from 'vitest'
import { deliveryFolder } from '../../../src/archives/digests/delivery-folder.ts'
import type { Digest } from '../../../src/archives/digests/digest-file.ts'

const NAME = '111122223333_CloudTrail-Digest_us-east-1_years_us-east-1_20240217T090000Z.json.gz'
const LOG = '111122223333_CloudTrail_us-east-1_20240216T2355Z_0123456789ABCDEF.json.gz'

/** A digest file, and the one log file that it names, in a bucket. */
const digest = (accounts: string, { bucket = 'logs', log = accounts, logBucket = bucket as string | null } = {}) =>
  ({
    account: '111122223333',
    region: 'us-east-1',
    bucket,
    object: `${accounts}111122223333/CloudTrail-Digest/us-east-1/2024/02/17/${NAME}`,
    files: [
      { name: LOG, bucket: logBucket, object: `${log}111122223333/CloudTrail/us-east-1/2024/02/16/${LOG}`, hash: '' },
    ],
  }) as unknown as Digest

test.each([
  ['of an account', 'AWSLogs/', 's3://logs/AWSLogs/'],
  ['with a prefix', 'a/b c/AWSLogs/', 's3://logs/a/b c/AWSLogs/'],
  ['of an organization', 'AWSLogs/o-exampleorgid/', 's3://logs/AWSLogs/o-exampleorgid/'],
  ['with a quote in its prefix', "it's/AWSLogs/", "s3://logs/it's/AWSLogs/"],
])('delivery in S3: a trail %s', (_, accounts, folder) => expect(deliveryFolder(digest(accounts))).toBe(folder))

test.each([
  ['other than AWSLogs', digest('copies/')],
  ['with a control character', digest('a\nb/AWSLogs/')],
  ['with a character that hides text', digest('a\u202eb/AWSLogs/')],
  ['for the digest file only', digest('AWSLogs/', { log: 'other/AWSLogs/' })],
  ['in two buckets', digest('AWSLogs/', { logBucket: 'other' })],
  ['in a bucket that is not named', digest('AWSLogs/', { logBucket: null })],
  ['in a bucket with an impossible name', digest('AWSLogs/', { bucket: '-x;rm' })],
])('delivery in S3: not known for a directory %s', (_, given) => expect(deliveryFolder(given)).toBeNull())
