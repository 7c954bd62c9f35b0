import code from './cancel-deletion.js?raw'
import { DELETION_SCHEDULED } from './alarm-rules.ts'
import { type AlarmTerms, attribute, ref, sub, type Template } from './alarm-terms.ts'
import { topicKeyPermission } from './alarm-topic.ts'

type Tag = NonNullable<AlarmTerms['cancelTag']>

/** The target by which the rule about scheduled deletions calls the function. */
export const CANCELLER_TARGET: Template = { Id: 'CancelDeletion', Arn: attribute('CancelDeletion', 'Arn') }

/** The function that cancels the scheduled deletion of keys with the tag, its role and its logs. */
export const alarmCanceller = (terms: AlarmTerms, tag: Tag): Record<string, Template> => ({
  CancelDeletionLogs: {
    Type: 'AWS::Logs::LogGroup',
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: { RetentionInDays: 365 },
  },
  CancelDeletionRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: 'Cancels the scheduled deletion of KMS keys with a tag',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        { PolicyName: 'CancelDeletion', PolicyDocument: { Version: '2012-10-17', Statement: permissions(terms, tag) } },
      ],
    },
  },
  CancelDeletion: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Description: 'Cancels the scheduled deletion of KMS keys with a tag',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: attribute('CancelDeletionRole', 'Arn'),
      Timeout: 60,
      MemorySize: 256,
      LoggingConfig: { LogGroup: ref('CancelDeletionLogs') },
      Environment: {
        Variables: {
          TAG_KEY: tag.key,
          TAG_VALUE: tag.value,
          RE_ENABLE: String(terms.reEnable),
          TOPIC_ARN: ref('Topic'),
        },
      },
      Code: { ZipFile: code },
    },
  },
  CancelDeletionPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: ref('CancelDeletion'),
      Principal: 'events.amazonaws.com',
      SourceArn: attribute(DELETION_SCHEDULED, 'Arn'),
    },
  },
})

const KEYS = sub('arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*')

/** The function changes only keys that have the tag, whatever its code does. */
function permissions({ reEnable, topicKey }: AlarmTerms, tag: Tag): Template[] {
  return [
    { Sid: 'ReadKeys', Effect: 'Allow', Action: ['kms:DescribeKey', 'kms:ListResourceTags'], Resource: KEYS },
    {
      Sid: 'CancelDeletion',
      Effect: 'Allow',
      Action: ['kms:CancelKeyDeletion', ...(reEnable ? ['kms:EnableKey'] : [])],
      Resource: KEYS,
      Condition: { StringEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } },
    },
    { Sid: 'Publish', Effect: 'Allow', Action: 'sns:Publish', Resource: ref('Topic') },
    ...(topicKey === null ? [] : [topicKeyPermission(topicKey)]),
    {
      Sid: 'Log',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: attribute('CancelDeletionLogs', 'Arn'),
    },
  ]
}
