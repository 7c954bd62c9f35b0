import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * SNS encrypts each message with a data key, which it caches for at most five minutes.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
 */
const snsTopic: Dependent = {
  singular: 'SNS topic',
  plural: 'SNS topics',
  operations: ['sns:ListTopics', 'sns:GetTopicAttributes'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'publishing and delivery fail' },
  encryption: {
    resourceType: 'AWS::SNS::Topic',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Set the key of the topic. Without one, SNS encrypts only its disks, not the messages. Publishers need permissions ' +
      'for the key, and AWS services that publish need them in the key policy of a customer managed key.',
    command: ({ arn, id, region }) =>
      awsCommand(
        'sns set-topic-attributes',
        { 'topic-arn': arn ?? id, 'attribute-name': 'KmsMasterKeyId', 'attribute-value': raw(KEY) },
        region,
      ),
  },
  namedBy: { arn: /^sns:[^:]*:[^:]*:(.+)$/, context: 'aws:sns:topicArn' },
  config: [{ resourceType: 'AWS::SNS::Topic', property: 'KmsMasterKeyId' }],
  async list(sweep) {
    const { GetTopicAttributesCommand, ListTopicsCommand, SNSClient } = await import('@aws-sdk/client-sns')
    const sns = sweep.client('SNS', config => new SNSClient(config))
    const send = (NextToken: string | undefined) => sns.send(new ListTopicsCommand({ NextToken }))
    await sweep.pages('sns:ListTopics', { send, items: 'Topics' }, async topic => {
      const arn = topic.word('TopicArn')
      const get = new GetTopicAttributesCommand({ TopicArn: arn })
      const answer = await sweep.call('sns:GetTopicAttributes', arn, () => sns.send(get), ['NotFoundException'])
      const id = arn.slice(arn.lastIndexOf(':') + 1)
      if (answer) sweep.found({ id, arn, key: answer.at('Attributes').text('KmsMasterKeyId') })
    })
  },
}

export default snsTopic
