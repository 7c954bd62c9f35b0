import { ref, sub, type Template, type TopicKey } from './alarm-terms.ts'

/** The topic, its policy, and a subscription if the stack gets an address. */
export const alarmTopic = (key: TopicKey | null): Record<string, Template> => ({
  Topic: {
    Type: 'AWS::SNS::Topic',
    Properties: {
      DisplayName: 'KMS key guard',
      ...(key !== null && { KmsMasterKeyId: keyOfTopic(key) }),
    },
  },
  TopicPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [ref('Topic')],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          // As AWS documents it, without a condition: with one, EventBridge may not be able to publish.
          // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
          {
            Sid: 'RulesOfEventBridge',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: ref('Topic'),
          },
        ],
      },
    },
  },
  EmailSubscription: {
    Type: 'AWS::SNS::Subscription',
    Condition: 'HasEmail',
    Properties: { TopicArn: ref('Topic'), Protocol: 'email', Endpoint: ref('NotificationEmail') },
  },
})

const keyOfTopic = (key: TopicKey): string => ('arn' in key ? key.arn : 'alias' in key ? key.alias : key.id)

/** What a publisher needs on the key of an encrypted topic. */
export const TOPIC_KEY_ACTIONS = ['kms:GenerateDataKey*', 'kms:Decrypt']

/** The statement by which a role may use the key of the topic, if its key policy lets IAM policies decide. */
export const topicKeyPermission = (key: TopicKey): Template => ({
  Sid: 'KeyOfTopic',
  Effect: 'Allow',
  Action: TOPIC_KEY_ACTIONS,
  Resource:
    'arn' in key
      ? key.arn
      : sub(`arn:\${AWS::Partition}:kms:\${AWS::Region}:\${AWS::AccountId}:key/${'id' in key ? key.id : '*'}`),
  ...('alias' in key && { Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': key.alias } } }),
})

/**
 * The statement that the policy of the topic's key needs. Conditions about the source are not supported there.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const TOPIC_KEY_STATEMENT = {
  Sid: 'KmsAuditGuardTopic',
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: TOPIC_KEY_ACTIONS,
  Resource: '*',
}
