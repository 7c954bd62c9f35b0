import { allow, deny, type Json, OWN, role, service } from '../samples.ts'

const CONSOLE_ADMIN =
  'kms:Create* kms:Describe* kms:Enable* kms:List* kms:Put* kms:Update* kms:Revoke* kms:Disable* kms:Get* kms:Delete* kms:TagResource kms:UntagResource kms:ScheduleKeyDeletion kms:CancelKeyDeletion kms:RotateKeyOnDemand'.split(
    ' ',
  )
const CONSOLE_USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
const without = (statement: Json, name: string): Json =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== name))
const use = allow(role('App'), 'kms:Decrypt')
const sns = (condition?: Json) => [allow(service('sns'), ['kms:Decrypt', 'kms:GenerateDataKey*'], condition)]
const logs = (condition: Json) => [allow(service('logs.eu-west-1'), ['kms:Encrypt*', 'kms:Decrypt*'], condition)]

/** Wildcards, roles, services and statements that do nothing. */
export const otherRows: [string, Json[], string[]][] = [
  ['nothing: the default policy with a guard', [], []],
  [
    'administrators and users as the console writes them',
    [
      allow(role('Admin'), CONSOLE_ADMIN),
      allow(role('App'), CONSOLE_USE),
      allow(role('App'), ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
      }),
    ],
    [],
  ],
  ['one role as both', [allow(role('App'), CONSOLE_ADMIN), allow(role('App'), CONSOLE_USE)], ['admin-and-use']],
  ['both in one statement', [allow(role('App'), ['kms:PutKeyPolicy', 'kms:Decrypt'])], ['admin-and-use']],
  [
    'both for everyone who is that one role',
    [
      allow('*', ['kms:PutKeyPolicy', 'kms:Decrypt'], {
        ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/App` },
      }),
    ],
    ['admin-and-use'],
  ],
  [
    'one half by its name, the other by a condition',
    [
      allow(role('App'), 'kms:PutKeyPolicy'),
      allow('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/App` } }),
    ],
    ['admin-and-use'],
  ],
  [
    'two roles by such conditions, one half each',
    [
      allow('*', 'kms:PutKeyPolicy', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Admin` } }),
      allow('*', 'kms:Decrypt', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/App` } }),
    ],
    [],
  ],
  [
    'one role administers, one of its sessions decrypts',
    [allow(role('Boss'), 'kms:PutKeyPolicy'), allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Boss/x` }, 'kms:Decrypt')],
    ['admin-and-use'],
  ],
  [
    'a role with a path: its sessions do not show the path',
    [
      allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Boss/x` }, 'kms:PutKeyPolicy'),
      allow(role('teams/security/Boss'), 'kms:Decrypt'),
    ],
    ['admin-and-use'],
  ],
  [
    'two sessions of one role',
    [
      allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Boss/x` }, 'kms:PutKeyPolicy'),
      allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Boss/y` }, 'kms:Decrypt'),
    ],
    ['admin-and-use'],
  ],
  [
    'a role by a condition, and its session',
    [
      allow('*', 'kms:PutKeyPolicy', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Boss` } }),
      allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Boss/x` }, 'kms:Decrypt'),
    ],
    ['admin-and-use'],
  ],
  [
    'a role and a session of another',
    [
      allow(role('Boss'), 'kms:PutKeyPolicy'),
      allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/Bosses/Boss` }, 'kms:Decrypt'),
    ],
    [],
  ],
  [
    'a user and a federated user of the same name are two',
    [
      allow({ AWS: `arn:aws:iam::${OWN}:user/alice` }, 'kms:PutKeyPolicy'),
      allow({ AWS: `arn:aws:sts::${OWN}:federated-user/alice` }, 'kms:Decrypt'),
    ],
    [],
  ],
  [
    'one role with kms:*, another with both halves',
    [allow(role('All'), 'kms:*'), allow(role('Boss'), ['kms:PutKeyPolicy', 'kms:Decrypt'])],
    ['full-access', 'admin-and-use'],
  ],
  ['administers and signs', [allow(role('App'), ['kms:ScheduleKeyDeletion', 'kms:Sign'])], ['admin-and-use']],
  ['administers and encrypts, which reads nothing', [allow(role('App'), ['kms:PutKeyPolicy', 'kms:Encrypt'])], []],
  [
    'administers and decrypts, the latter denied',
    [allow(role('App'), ['kms:PutKeyPolicy', 'kms:Decrypt']), deny(role('App'), 'kms:Decrypt')],
    [],
  ],
  ['a role with kms:*', [allow(role('App'), 'kms:*')], ['full-access']],
  ['a role with *', [allow(role('App'), '*')], ['full-access']],
  ['a role with a pattern that holds deletion and policy', [allow(role('App'), 'kms:*Key*')], ['full-access']],
  [
    'a role with kms:* for the grants of AWS services, which is no administration',
    [allow(role('App'), 'kms:*', { Bool: { 'kms:GrantIsForAWSResource': 'true' } })],
    [],
  ],
  [
    'a role with kms:* under an encryption context',
    [allow(role('App'), 'kms:*', { StringEquals: { 'kms:EncryptionContext:app': 'orders' } })],
    [],
  ],
  [
    'a role with kms:* where there is some encryption context',
    [allow(role('App'), 'kms:*', { Null: { 'kms:EncryptionContextKeys': 'false' } })],
    [],
  ],
  [
    'a role with kms:* under an encryption context, if there is one',
    [allow(role('App'), 'kms:*', { StringEqualsIfExists: { 'kms:EncryptionContext:app': 'orders' } })],
    ['full-access'],
  ],
  [
    'a role with kms:* under any other encryption context than one',
    [allow(role('App'), 'kms:*', { StringNotEquals: { 'kms:EncryptionContext:app': 'orders' } })],
    ['full-access'],
  ],
  [
    'a role with kms:* by one service',
    [allow(role('App'), 'kms:*', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } })],
    ['full-access'],
  ],
  ['a role with all actions of reading', [allow(role('App'), ['kms:Get*', 'kms:List*', 'kms:Describe*'])], []],
  [
    'everybody in the account directly, not by IAM',
    [allow('*', 'kms:*', { StringEquals: { 'kms:CallerAccount': OWN } })],
    ['full-access'],
  ],
  ['the account once more', [allow({ AWS: OWN }, 'kms:*')], []],
  ['a service without a source', sns(), ['confused-deputy']],
  ['a service with its source account', sns({ StringEquals: { 'aws:SourceAccount': OWN } }), []],
  ['a service with its source', sns({ ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::amzn-s3-demo-bucket` } }), []],
  ['a service with all sources of the account', sns({ ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${OWN}:*` } }), []],
  ['the same as text', sns({ StringLike: { 'aws:SourceArn': `arn:aws:sns:*:${OWN}:*` } }), []],
  [
    'a service with sources of any account',
    sns({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }),
    ['confused-deputy'],
  ],
  [
    'a service whose source may be absent',
    sns({ StringEqualsIfExists: { 'aws:SourceAccount': OWN } }),
    ['confused-deputy'],
  ],
  ['a service with another condition', sns({ Bool: { 'aws:SecureTransport': 'true' } }), ['confused-deputy']],
  ['a service that may only describe the key', [allow(service('cloudtrail'), 'kms:DescribeKey')], []],
  ['a service with kms:*', [allow(service('sns'), 'kms:*')], ['full-access', 'confused-deputy']],
  [
    'CloudWatch Logs held by the encryption context, as AWS documents it',
    logs({ ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${OWN}:*` } }),
    [],
  ],
  [
    'CloudWatch Logs of any account',
    logs({ ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:*:*' } }),
    ['confused-deputy'],
  ],
  ['a misspelt action', [allow(role('App'), 'kms:GenerateDataKeys')], []],
  ['a misspelt action for everyone', [allow('*', 'kms:Decrpyt')], []],
  ['a misspelt action for another account', [allow(role('App', '444455556666'), 'kms:GenrateDataKey*')], []],
  ['a misspelt action beside a right one', [allow('*', ['kms:Decrpyt', 'kms:Encrypt'])], ['public']],
  ['no action', [without(use, 'Action')], ['ineffective']],
  ['an empty list of actions', [{ ...use, Action: [] }], ['ineffective']],
  ['actions of another service', [{ ...use, Action: ['s3:GetObject'] }], ['ineffective']],
  ['actions that only IAM can allow', [allow('*', ['kms:ListKeys', 'kms:CreateKey'])], ['ineffective']],
  ['kms:RetireGrant, which no key policy can allow', [allow('*', 'kms:RetireGrant')], ['ineffective']],
  ['a Deny of it is another matter', [deny('*', 'kms:RetireGrant')], []],
  ['actions of another service beside those of KMS', [{ ...use, Action: ['s3:GetObject', 'kms:Decrypt'] }], []],
  [
    'what has ended',
    [allow('*', 'kms:Decrypt', { DateLessThan: { 'aws:CurrentTime': '2024-01-01T00:00:00Z' } })],
    ['ineffective'],
  ],
  [
    'what has ended by the second',
    [allow('*', 'kms:Decrypt', { NumericLessThanEquals: { 'aws:EpochTime': 1704067200 } })],
    ['ineffective'],
  ],
  [
    'a Deny that has ended',
    [allow('*', 'kms:Decrypt'), deny('*', 'kms:*', { DateLessThan: { 'aws:EpochTime': '1704067200' } })],
    ['public', 'ineffective'],
  ],
  [
    'one of two dates is yet to come',
    [allow('*', 'kms:Decrypt', { DateLessThan: { 'aws:CurrentTime': ['2024-01-01', '2027-01-01'] } })],
    ['public'],
  ],
  [
    'what is no date ends nothing',
    [allow('*', 'kms:Decrypt', { DateLessThan: { 'aws:CurrentTime': ['2024-01-01', 'soon', '9'.repeat(30)] } })],
    ['public'],
  ],
  ['no resource', [without(use, 'Resource')], ['ineffective']],
  ['no principal', [without(use, 'Principal')], ['ineffective']],
  ['an empty principal', [{ ...use, Principal: {} }], ['ineffective']],
  ['another key as the resource', [{ ...use, Resource: `arn:aws:kms:eu-west-1:${OWN}:key/other` }], ['ineffective']],
  ['an alias as the resource', [{ ...use, Resource: `arn:aws:kms:eu-west-1:${OWN}:alias/app` }], ['ineffective']],
  ['the bare id as the resource', [{ ...use, Resource: '1234abcd-12ab-34cd-56ef-1234567890ab' }], ['ineffective']],
  [
    'the ARN of this key as the resource',
    [{ ...use, Resource: `arn:aws:kms:eu-west-1:${OWN}:key/1234abcd-12ab-34cd-56ef-1234567890ab` }],
    [],
  ],
  ['a pattern that fits this key', [{ ...use, Resource: `arn:aws:kms:*:${OWN}:key/*` }], []],
  ['one of the resources fits', [{ ...use, Resource: ['arn:aws:s3:::amzn-s3-demo-bucket/*', '*'] }], []],
  [
    'public for another key is not public',
    [{ ...allow('*', 'kms:*'), Resource: 'arn:aws:s3:::amzn-s3-demo-bucket' }],
    ['ineffective'],
  ],
  [
    'a Deny of a deleted role is noted too',
    [deny({ AWS: 'AROAEXAMPLEROLEID1234' }, 'kms:Decrypt')],
    ['dead-principal'],
  ],
]
