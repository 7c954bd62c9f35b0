import { account, allow, deny, type Json, OTHER, OWN, role, service } from '../samples.ts'

const ORG = 'o-exampleorgid'
const open = allow('*', 'kms:Decrypt')
const sns = allow(service('sns'), 'kms:Decrypt')
const when = (condition: Json) => [allow('*', 'kms:Decrypt', condition)]
const butFor = (condition: Json) => [open, deny('*', 'kms:Decrypt', condition)]
const services = (holds: string) => ({ Bool: { 'aws:PrincipalIsAWSService': holds } })

/**
 * `*` means AWS services as well as people, and condition keys tell the two apart: people act for no source, services
 * are of no organization. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const serviceRows: [string, Json[], string[]][] = [
  ['services are left where a Deny turns away people alone', butFor(services('false')), ['confused-deputy']],
  [
    'the data perimeter that AWS shows spares all services, whomever they work for',
    butFor({
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORG },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    }),
    ['cross-account', 'confused-deputy'],
  ],
  [
    'the same beside a demand on the source of services',
    [
      ...butFor({ StringNotEquals: { 'aws:PrincipalAccount': OWN }, ...services('false') }),
      deny('*', 'kms:Decrypt', { StringNotEquals: { 'aws:SourceAccount': OWN }, ...services('true') }),
    ],
    [],
  ],
  [
    'where services are denied by another statement none are left',
    [...butFor(services('false')), deny('*', 'kms:*', services('true'))],
    [],
  ],
  [
    'a service that NotPrincipal excepts, though of people only ours are left',
    [
      open,
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: OWN, Service: 'sns.amazonaws.com' },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
    ['confused-deputy'],
  ],
  [
    'people of the own account alone: a Deny that spares services has nothing to spare',
    [
      allow('*', 'kms:Decrypt', { StringEquals: { 'kms:CallerAccount': OWN } }),
      deny('*', 'kms:Decrypt', { StringNotEquals: { 'aws:PrincipalOrgID': ORG }, ...services('false') }),
    ],
    [],
  ],
  [
    'one service by its name',
    when({ StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } }),
    ['confused-deputy'],
  ],
  [
    'one service by its name, for the own account',
    when({ StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com', 'aws:SourceAccount': OWN } }),
    [],
  ],
  [
    'one VPC and one service spared by a Deny, as IAM documents it',
    butFor({
      StringNotEqualsIfExists: {
        'aws:SourceVpc': 'vpc-111bbb22',
        'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com',
      },
    }),
    ['confused-deputy'],
  ],
  [
    'the Deny of services, as text, leaves another account in',
    [
      allow(account(OTHER), 'kms:Decrypt'),
      deny('*', 'kms:*', { StringNotEquals: { 'aws:PrincipalIsAWSService': 'false' } }),
    ],
    ['cross-account'],
  ],
  [
    'the Deny of people, as text, turns it away',
    [
      allow(account(OTHER), 'kms:Decrypt'),
      deny('*', 'kms:Decrypt', { StringEquals: { 'aws:PrincipalIsAWSService': 'false' } }),
    ],
    [],
  ],
  [
    'a service or none: always true',
    [open, deny('*', 'kms:Decrypt', { Bool: { 'aws:PrincipalIsAWSService': ['true', 'false'] } })],
    [],
  ],
  [
    'a policy variable denies no caller for certain',
    [
      allow(account(OTHER), 'kms:Decrypt'),
      deny('*', 'kms:*', { StringNotEquals: { 'kms:CallerAccount': '${aws:PrincipalAccount}' } }),
    ],
    ['cross-account'],
  ],
  [
    'in an ARN a wildcard of a Deny keeps to its part',
    [
      allow(role('App', OTHER), 'kms:Decrypt'),
      deny('*', 'kms:*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:*:role/App' } }),
    ],
    ['cross-account'],
  ],
  [
    'as text it spans them',
    [
      allow(role('App', OTHER), 'kms:Decrypt'),
      deny('*', 'kms:*', { StringLike: { 'aws:PrincipalArn': 'arn:aws:*:role/App' } }),
    ],
    [],
  ],
  [
    'a Deny outside an organization is one of all services: they are of none',
    [sns, deny('*', 'kms:Decrypt', { StringNotEquals: { 'aws:PrincipalOrgID': ORG } })],
    [],
  ],
  [
    'outside an organization and for sources outside another account',
    [
      sns,
      deny('*', 'kms:Decrypt', {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORG, 'aws:SourceAccount': OTHER },
      }),
    ],
    ['cross-account'],
  ],
  ['only services can meet aws:PrincipalIsAWSService', when(services('true')), ['confused-deputy']],
  ['as text', when({ StringEquals: { 'aws:PrincipalIsAWSService': 'true' } }), ['confused-deputy']],
  ['the other way round it is for people', when(services('false')), ['public']],
  ['only services, for the own account', when({ ...services('true'), StringEquals: { 'aws:SourceAccount': OWN } }), []],
  [
    'only services, for another account',
    when({ ...services('true'), StringEquals: { 'aws:SourceAccount': OTHER } }),
    ['cross-account'],
  ],
  ['any source: people act for none', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }), ['confused-deputy']],
  ['any account as the source', when({ StringLike: { 'aws:SourceAccount': '*' } }), ['confused-deputy']],
  ['any organization of a source', when({ StringLike: { 'aws:SourceOrgID': 'o-*' } }), ['confused-deputy']],
  ['a source is demanded', when({ Null: { 'aws:SourceAccount': 'false' } }), ['confused-deputy']],
  ['the absence of a source is demanded', when({ Null: { 'aws:SourceAccount': 'true' } }), ['public']],
  [
    'any service by its name',
    when({ StringLike: { 'aws:PrincipalServiceName': '*.amazonaws.com' } }),
    ['confused-deputy'],
  ],
  ['a name of a service is demanded', when({ Null: { 'aws:PrincipalServiceName': false } }), ['confused-deputy']],
  [
    'one of the names of a service',
    when({ 'ForAnyValue:StringEquals': { 'aws:PrincipalServiceNamesList': 'logs.eu-west-1.amazonaws.com' } }),
    ['confused-deputy'],
  ],
  [
    'all names of a service: people have none, which is enough',
    when({ 'ForAllValues:StringEquals': { 'aws:PrincipalServiceNamesList': 'logs.eu-west-1.amazonaws.com' } }),
    ['public'],
  ],
  [
    'one of the names of a service, for the own account',
    when({
      'ForAnyValue:StringLike': { 'aws:PrincipalServiceNamesList': 'logs.*.amazonaws.com' },
      StringEquals: { 'aws:SourceAccount': OWN },
    }),
    [],
  ],
  ['people call through services too', when({ Bool: { 'aws:ViaAWSService': 'true' } }), ['public']],
  [
    'people call through a named service too',
    when({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }),
    ['public'],
  ],
  [
    'a Deny of all who act for no source turns people away',
    butFor({ Null: { 'aws:SourceAccount': 'true' } }),
    ['confused-deputy'],
  ],
  ['a service that may only read: Get*', [allow(service('dynamodb'), ['kms:Get*', 'kms:List*', 'kms:Describe*'])], []],
  [
    'a service that may get the parameters for an import',
    [allow(service('dynamodb'), 'kms:GetParametersForImport')],
    [],
  ],
  [
    'a named role that must be a service',
    [allow(role('App'), 'kms:Decrypt', { Bool: { 'aws:PrincipalIsAWSService': 'true' } })],
    ['ineffective'],
  ],
  [
    'a named service that must be none',
    [allow(service('sns'), 'kms:Decrypt', { Bool: { 'aws:PrincipalIsAWSService': 'false' } })],
    ['ineffective'],
  ],
]
