import type { Dependent } from '../dependent.ts'

/**
 * A broker works with the data key that it has for some hours. It is then degraded, and stops.
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html
 */
const mqBroker: Dependent = {
  singular: 'Amazon MQ broker',
  plural: 'Amazon MQ brokers',
  operations: ['mq:ListBrokers', 'mq:DescribeBroker'],
  effort: 'each',
  effect: { when: 'within-hours', consequence: 'the broker is degraded after some hours, and stops' },
  namedBy: { arn: /^mq:[^:]*:[^:]*:broker:(?:.*:)?([^:]+)$/ },
  // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html
  encryption: {
    resourceType: 'AWS::AmazonMQ::Broker',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy: 'The key of a broker cannot be changed. Create another broker with the key, and move the clients to it.',
  },
  async list(sweep) {
    const { DescribeBrokerCommand, ListBrokersCommand, MqClient } = await import('@aws-sdk/client-mq')
    const mq = sweep.client('mq', config => new MqClient(config))
    const send = (NextToken: string | undefined) => mq.send(new ListBrokersCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('mq:ListBrokers', { send, items: 'BrokerSummaries' }, async broker => {
      const [id, arn] = [broker.word('BrokerId'), broker.text('BrokerArn')]
      const describe = new DescribeBrokerCommand({ BrokerId: id })
      const answer = await sweep.call('mq:DescribeBroker', id, () => mq.send(describe), ['NotFoundException'])
      if (answer === null) return
      const options = answer.at('EncryptionOptions')
      // Without options, Amazon MQ uses a key that AWS owns.
      const withoutKey = options.flag('UseAwsOwnedKey') === false ? 'aws_managed' : 'aws_owned'
      sweep.found({ id, arn, key: options.text('KmsKeyId'), withoutKey })
    })
  },
}

export default mqBroker
