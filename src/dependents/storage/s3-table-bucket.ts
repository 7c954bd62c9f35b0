import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * The key of a table bucket is for new tables; a table can have another one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html
 */
const s3TableBucket: Dependent = {
  singular: 'S3 table bucket',
  plural: 'S3 table buckets',
  operations: ['s3tables:ListTableBuckets', 's3tables:GetTableBucketEncryption'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'tables can be neither read nor written, and S3 no longer maintains them' },
  namedBy: { arn: /^s3tables:[^:]*:[^:]*:bucket\/([^/]+)/, context: 'aws:s3:arn' },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html
  encryption: {
    resourceType: 'AWS::S3Tables::TableBucket',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy: 'Set the key of the table bucket. It applies to tables that are created after that.',
    command: ({ arn, id, region }) =>
      awsCommand(
        's3tables put-table-bucket-encryption',
        {
          'table-bucket-arn': arn ?? id,
          'encryption-configuration': raw(`sseAlgorithm=aws:kms,kmsKeyArn=${KEY}`),
        },
        region,
      ),
  },
  async list(sweep) {
    const { GetTableBucketEncryptionCommand, ListTableBucketsCommand, S3TablesClient } =
      await import('@aws-sdk/client-s3tables')
    const tables = sweep.client('S3Tables', config => new S3TablesClient(config))
    const send = (continuationToken: string | undefined) =>
      tables.send(new ListTableBucketsCommand({ maxBuckets: 1000, continuationToken }))
    const request = { send, items: 'tableBuckets', next: 'continuationToken' }
    await sweep.pages('s3tables:ListTableBuckets', request, async bucket => {
      const [id, arn] = [bucket.word('name'), bucket.word('arn')]
      const get = new GetTableBucketEncryptionCommand({ tableBucketARN: arn })
      const answer = await sweep.call('s3tables:GetTableBucketEncryption', arn, () => tables.send(get), [
        'NotFoundException',
      ])
      if (answer) sweep.found({ id, arn, key: answer.at('encryptionConfiguration').text('kmsKeyArn') })
    })
  },
}

export default s3TableBucket
