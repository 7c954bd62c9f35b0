import { allow, type Json } from '../samples.ts'

const everyone = { AWS: '*' }
const when = (condition: Json) => [allow(everyone, 'kms:Decrypt', condition)]

/** Open to everyone, whatever the other statements say. */
export const publicRows: [string, Json[], string[]][] = [
  ['nothing narrows an Allow to everyone', [allow(everyone, 'kms:Decrypt')], ['public']],
  ['"*" alone is everyone too', [allow('*', 'kms:Decrypt')], ['public']],
  ['in a list it still is', [allow({ AWS: ['arn:aws:iam::111122223333:role/App', '*'] }, 'kms:Decrypt')], ['public']],
  ['kms:* for everyone is also full access', [allow('*', 'kms:*')], ['public', 'full-access']],
  ['DescribeKey tells strangers of the key', [allow('*', 'kms:DescribeKey')], ['public']],
  ['CreateGrant lets strangers give themselves access', [allow('*', 'kms:CreateGrant')], ['public']],
  ['an action in other case is the same action', [allow('*', 'KMS:decrypt')], ['public']],
  ['a wildcard inside the action', [allow('*', 'kms:De?rypt')], ['public']],
  ['"*" as the action holds those of KMS', [allow('*', '*')], ['public', 'full-access']],
  ['a new action that we do not know may be used', [allow('*', 'kms:SomethingNew')], ['public']],
  [
    'NotAction leaves all other actions',
    [{ Effect: 'Allow', Principal: '*', NotAction: 'kms:PutKeyPolicy', Resource: '*' }],
    ['public'],
  ],
  [
    'NotAction of another service leaves everything',
    [{ Effect: 'Allow', Principal: '*', NotAction: 's3:*', Resource: '*' }],
    ['public', 'full-access'],
  ],
  [
    'NotPrincipal with Allow is everyone else',
    [
      {
        Effect: 'Allow',
        NotPrincipal: { AWS: 'arn:aws:iam::444455556666:root' },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
    ['public'],
  ],
  ['a wildcard for the account', [allow({ AWS: 'arn:aws:iam::*:root' }, 'kms:Decrypt')], ['public']],
  ['a wildcard for the identity provider', [allow({ Federated: '*' }, 'kms:Decrypt')], ['public']],
  [
    'kms:ViaService: everybody can go by S3',
    when({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }),
    ['public'],
  ],
  [
    'kms:EncryptionContext is chosen by the caller',
    when({ StringEquals: { 'kms:EncryptionContext:department': 'finance' } }),
    ['public'],
  ],
  [
    'kms:EncryptionContextKeys too',
    when({ 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'department' } }),
    ['public'],
  ],
  [
    'kms:GrantIsForAWSResource is true for strangers too',
    when({ Bool: { 'kms:GrantIsForAWSResource': true } }),
    ['public'],
  ],
  ['TLS is no identity', when({ Bool: { 'aws:SecureTransport': 'true' } }), ['public']],
  ['strangers have MFA too', when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), ['public']],
  ['a date is no identity', when({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }), ['public']],
  ['anyone can carry a tag', when({ StringEquals: { 'aws:PrincipalTag/team': 'a' } }), ['public']],
  ['anyone can have a user of that name', when({ StringEquals: { 'aws:username': 'alice' } }), ['public']],
  ['a wildcard for the account id', when({ StringLike: { 'kms:CallerAccount': '*' } }), ['public']],
  ['a part of an account id', when({ StringLike: { 'kms:CallerAccount': '1111*' } }), ['public']],
  ['a ? in the account id', when({ StringLike: { 'aws:PrincipalAccount': '11112222333?' } }), ['public']],
  ['one of two values is a wildcard', when({ StringLike: { 'kms:CallerAccount': ['111122223333', '*'] } }), ['public']],
  ['any organization', when({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }), ['public']],
  ['any path', when({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' } }), ['public']],
  [
    'a role of that name in any account',
    when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/App' } }),
    ['public'],
  ],
  ['an ARN that is a wildcard', when({ StringLike: { 'aws:PrincipalArn': '*' } }), ['public']],
  [
    'a * of text before the account spans colons',
    when({ StringLike: { 'aws:PrincipalArn': 'arn:*:111122223333:role/App' } }),
    ['public'],
  ],
  [
    'a policy variable is what the caller is',
    when({ StringEquals: { 'kms:CallerAccount': '${aws:PrincipalAccount}' } }),
    ['public'],
  ],
  [
    'a variable in an ARN too',
    when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/App' } }),
    ['public'],
  ],
  ['any VPC endpoint', when({ StringLike: { 'aws:SourceVpce': 'vpce-*' } }), ['public']],
  ['any VPC', when({ StringLike: { 'aws:SourceVpc': '*' } }), ['public']],
  ['any VPC of ours or theirs', when({ ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:*:vpc/*' } }), ['public']],
  ['every address', when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }), ['public']],
  ['half of all addresses', when({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }), ['public']],
  ['every address of IPv6', when({ IpAddress: { 'aws:SourceIp': '::/0' } }), ['public']],
  [
    'IfExists lets in who belongs to no organization',
    when({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    ['public'],
  ],
  [
    'IfExists lets in who comes by no VPC',
    when({ StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
    ['public'],
  ],
  [
    'IfExists lets in who acts for no source',
    when({ StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } }),
    ['public'],
  ],
  [
    'ForAllValues is true where there is none',
    when({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/*' } }),
    ['public'],
  ],
  [
    'to be another than one account is no bound',
    when({ StringNotEquals: { 'kms:CallerAccount': '444455556666' } }),
    ['public'],
  ],
  [
    'to be outside one organization is none',
    when({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    ['public'],
  ],
  [
    'to be another than one role is none',
    when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' } }),
    ['public'],
  ],
  ['not from these addresses is none', when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), ['public']],
  ['to have some organization is no bound', when({ Null: { 'aws:PrincipalOrgID': 'false' } }), ['public']],
  ['an operator that does not fit the key', when({ Bool: { 'kms:CallerAccount': '111122223333' } }), ['public']],
]
