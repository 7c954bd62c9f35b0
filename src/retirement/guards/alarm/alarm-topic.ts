import type { AlarmSubject } from '../../../model/retirement/alarm-subjects.ts'
import { type AlarmTerms, ref, sub, type Template, type TopicKey } from './alarm-terms.ts'

/** The topic, its policy, and a subscription if the stack gets an address. */
export const alarmTopic = ({
  topicKey: key,
  subjects,
}: Pick<AlarmTerms, 'topicKey' | 'subjects'>): Record<string, Template> => ({
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
            Principal: { Service: EVENTBRIDGE },
            Action: 'sns:Publish',
            Resource: ref('Topic'),
          },
          ...(publishers(subjects).includes(CLOUDWATCH) ? [ALARMS_MAY_PUBLISH] : []),
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

const EVENTBRIDGE = 'events.amazonaws.com'
const CLOUDWATCH = 'cloudwatch.amazonaws.com'

/** The services that publish to the topic. */
export const publishers = (subjects: readonly AlarmSubject[]): readonly string[] =>
  subjects.some(subject => subject !== 'secrets') ? [EVENTBRIDGE, CLOUDWATCH] : [EVENTBRIDGE]

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
const ALARMS_MAY_PUBLISH: Template = {
  Sid: 'AlarmsOfCloudWatch',
  Effect: 'Allow',
  Principal: { Service: CLOUDWATCH },
  Action: 'sns:Publish',
  Resource: ref('Topic'),
  Condition: {
    ArnLike: { 'aws:SourceArn': sub('arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*') },
    StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
  },
}

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
export const topicKeyStatement = (services: readonly string[]) => ({
  Sid: 'KmsAuditGuardTopic',
  Effect: 'Allow',
  Principal: { Service: services.length === 1 ? services[0] : services },
  Action: TOPIC_KEY_ACTIONS,
  Resource: '*',
})
