import { allow, deny, type Json, OTHER, OWN, service } from '../samples.ts'

const ARNS: readonly [service: string, key: string, arn: string][] = [
  ['logs.eu-west-1', 'aws:logs:arn', 'arn:aws:logs:eu-west-1:ACCOUNT:log-group:app'],
  ['cloudtrail', 'aws:cloudtrail:arn', 'arn:aws:cloudtrail:*:ACCOUNT:trail/*'],
  ['sns', 'aws:sns:topicArn', 'arn:aws:sns:eu-west-1:ACCOUNT:orders'],
  ['sqs', 'aws:sqs:arn', 'arn:aws:sqs:eu-west-1:ACCOUNT:orders'],
  ['secretsmanager', 'SecretARN', 'arn:aws:secretsmanager:eu-west-1:ACCOUNT:secret:app-*'],
  ['ssm', 'PARAMETER_ARN', 'arn:aws:ssm:eu-west-1:ACCOUNT:parameter/app'],
  ['events', 'aws:events:event-bus:arn', 'arn:aws:events:eu-west-1:ACCOUNT:event-bus/app'],
  ['sso', 'aws:sso:instance-arn', 'arn:aws:sso::ACCOUNT:instance/*'],
]
const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*']
const byContext = (name: string, key: string, value: string, operator = 'StringLike') => [
  allow(service(name), use, { [operator]: { [`kms:EncryptionContext:${key}`]: value } }),
]
const ses = (account: string, operator = 'StringEquals') => [
  allow(service('ses'), ['kms:Encrypt', 'kms:GenerateDataKey*'], {
    [operator]: { 'kms:EncryptionContext:aws:ses:source-account': account },
    Null: { 'kms:EncryptionContext:aws:ses:rule-name': 'false' },
  }),
]

/** Services that write into the encryption context for whose resource they work. People choose it freely. */
export const contextRows: [string, Json[], string[]][] = [
  ...ARNS.flatMap(([name, key, arn]): [string, Json[], string[]][] => [
    [`${key} of the own account`, byContext(name, key, arn.replace('ACCOUNT', OWN)), []],
    [`${key} of another account`, byContext(name, key, arn.replace('ACCOUNT', OTHER)), ['cross-account']],
    [`${key} of any account`, byContext(name, key, arn.replace('ACCOUNT', '*')), ['confused-deputy']],
    [
      `${key} for everyone: people write what they like`,
      [allow('*', 'kms:Decrypt', { StringLike: { [`kms:EncryptionContext:${key}`]: arn.replace('ACCOUNT', OWN) } })],
      ['public'],
    ],
  ]),
  [
    'ArnLike of another account',
    byContext('logs', 'aws:logs:arn', `arn:aws:logs:*:${OTHER}:*`, 'ArnLike'),
    ['cross-account'],
  ],
  ['a bucket, whose ARN has no account', byContext('s3', 'aws:s3:arn', 'arn:aws:s3:::amzn-s3-demo-bucket'), []],
  ['any bucket', byContext('s3', 'aws:s3:arn', 'arn:aws:s3:::*'), ['confused-deputy']],
  ['SES for mail of the own account', ses(OWN), []],
  ['SES for mail of another account', ses(OTHER), ['cross-account']],
  ['SES for mail of any account', ses('*', 'StringLike'), ['confused-deputy']],
  ['SES for an account, if the context has one', ses(OWN, 'StringEqualsIfExists'), ['confused-deputy']],
  ['SES for an account by a name', byContext('ses', 'aws:ses:rule-name', 'inbound'), ['confused-deputy']],
  ['DynamoDB for the own account', byContext('dynamodb', 'aws:dynamodb:subscriberId', OWN), []],
  [
    'DynamoDB for a table that others can have too',
    byContext('dynamodb', 'aws:dynamodb:tableName', 'orders'),
    ['confused-deputy'],
  ],
  ['one volume', byContext('ec2', 'aws:ebs:id', 'vol-0123456789abcdef0'), []],
  ['one database', byContext('rds', 'aws:rds:db-id', 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ'), []],
  ['any volume', byContext('ec2', 'aws:ebs:id', 'vol-*'), ['confused-deputy']],
  ['a context of the application says nothing of the source', byContext('sns', 'app', 'orders'), ['confused-deputy']],
  [
    'a Deny of all other log groups holds the service',
    [
      allow(service('logs'), use),
      deny(service('logs'), 'kms:*', {
        ArnNotLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${OWN}:*` },
      }),
    ],
    [],
  ],
  [
    'such a Deny leaves people who write the right context',
    [
      allow('*', 'kms:Decrypt'),
      deny('*', 'kms:Decrypt', {
        ArnNotLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${OWN}:*` },
      }),
    ],
    ['public'],
  ],
]
