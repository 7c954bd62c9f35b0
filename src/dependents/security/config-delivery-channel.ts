import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * AWS Config encrypts with this key what it delivers to S3.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DeliveryChannel.html
 */
const configDeliveryChannel: Dependent = {
  singular: 'AWS Config delivery channel',
  plural: 'AWS Config delivery channels',
  operations: ['config:DescribeDeliveryChannels'],
  effort: 'list',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'AWS Config delivers no history and no snapshots to S3' },
  encryption: { notJudged: 'It delivers objects to Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { ConfigServiceClient, DescribeDeliveryChannelsCommand } = await import('@aws-sdk/client-config-service')
    const service = sweep.client('Config Service', config => new ConfigServiceClient(config))
    const send = () => service.send(new DescribeDeliveryChannelsCommand({}))
    const members = { id: 'name', key: 's3KmsKeyArn' }
    await sweep.pages('config:DescribeDeliveryChannels', { send, items: 'DeliveryChannels' }, noting(sweep, members))
  },
}

export default configDeliveryChannel
