import type { Dependent } from '../dependent.ts'
import { eachBucket } from './shared/s3-buckets.ts'

/**
 * S3 encrypts the lists of an inventory with its key, and delivers none without it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
 */
const s3Inventory: Dependent = {
  singular: 'S3 inventory',
  plural: 'S3 inventories',
  operations: ['s3:ListBuckets', 's3:ListBucketInventoryConfigurations'],
  effort: 'each',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'S3 delivers no inventory, and earlier ones cannot be read' },
  encryption: { notJudged: 'An inventory is objects in Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { ListBucketInventoryConfigurationsCommand, S3Client } = await import('@aws-sdk/client-s3')
    const s3 = sweep.client('S3', config => new S3Client(config))
    await eachBucket(sweep, s3, async ({ name, arn }) => {
      const send = (ContinuationToken: string | undefined) =>
        s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket: name, ContinuationToken }))
      const request = { send, items: 'InventoryConfigurationList', next: 'NextContinuationToken' }
      await sweep.pages('s3:ListBucketInventoryConfigurations', request, inventory => {
        const encryption = inventory.at('Destination').at('S3BucketDestination').at('Encryption')
        sweep.found({ id: `${name}/${inventory.word('Id')}`, arn, key: encryption.at('SSEKMS').text('KeyId') })
      })
    })
  },
}

export default s3Inventory
