import { account, allow, deny, type Json, OTHER, OWN, role, service } from '../samples.ts'

const when = (condition: Json) => [allow('*', 'kms:Decrypt', condition)]
const open = allow('*', 'kms:Decrypt')
const neverMatching = (what: string, condition: Json): [string, Json[], string[]] => [
  what,
  when(condition),
  ['ineffective'],
]

/** Values that a condition key cannot have, so that a positive operator never matches and a negated one always does. */
export const valueRows: [string, Json[], string[]][] = [
  neverMatching('the ARN of an account in kms:CallerAccount', {
    StringEquals: { 'kms:CallerAccount': `arn:aws:iam::${OWN}:root` },
  }),
  neverMatching('an ARN pattern in aws:PrincipalAccount', {
    StringLike: { 'aws:PrincipalAccount': 'arn:aws:iam::*:root' },
  }),
  neverMatching('an account name in aws:SourceAccount', { StringEquals: { 'aws:SourceAccount': 'production' } }),
  neverMatching('thirteen digits in kms:CallerAccount', { StringEquals: { 'kms:CallerAccount': `${OWN}4` } }),
  neverMatching('a management account that is an organization', {
    StringEquals: { 'aws:PrincipalOrgMasterAccountId': 'o-exampleorgid' },
  }),
  neverMatching('an account id in aws:PrincipalOrgID', { StringEquals: { 'aws:PrincipalOrgID': OWN } }),
  neverMatching('a path in aws:PrincipalOrgID', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid/r-ab12/' } }),
  neverMatching('an organization in capitals', { StringEquals: { 'aws:PrincipalOrgID': 'O-EXAMPLEORGID' } }),
  neverMatching('an OU id without its path', {
    'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'ou-ab12-11111111/*' },
  }),
  neverMatching('a path without its last slash', {
    'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/r-ab12' },
  }),
  neverMatching('a VPC in aws:SourceVpce', { StringEquals: { 'aws:SourceVpce': 'vpc-1a2b3c4d' } }),
  neverMatching('an endpoint in aws:SourceVpc', { StringEquals: { 'aws:SourceVpc': 'vpce-1a2b3c4d' } }),
  neverMatching('a VPC id in aws:SourceVpcArn', { StringEquals: { 'aws:SourceVpcArn': 'vpc-1a2b3c4d' } }),
  neverMatching('an account id in aws:PrincipalArn', { StringEquals: { 'aws:PrincipalArn': OWN } }),
  neverMatching('a role name in aws:PrincipalArn', { StringLike: { 'aws:PrincipalArn': 'role/App*' } }),
  neverMatching('an account id in aws:SourceArn', { StringEquals: { 'aws:SourceArn': OWN } }),
  neverMatching('a user name in aws:userid', { StringEquals: { 'aws:userid': 'alice' } }),
  neverMatching('a service without a Region in kms:ViaService', {
    StringEquals: { 'kms:ViaService': 's3.amazonaws.com' },
  }),
  neverMatching('a short name in aws:PrincipalServiceName', {
    StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail' },
  }),
  neverMatching('a block of addresses that is too long', { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } }),
  neverMatching('an address with too large a part', { IpAddress: { 'aws:SourceIp': '203.0.113.256' } }),
  neverMatching('a private address in aws:SourceIp, which is never private', {
    IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.1.0/24', 'fd00::/8'] },
  }),
  neverMatching('neither true nor false', { Bool: { 'aws:PrincipalIsAWSService': 'yes' } }),
  neverMatching('no date', { DateLessThan: { 'aws:CurrentTime': 'soon' } }),
  neverMatching('no number', { NumericLessThan: { 'aws:EpochTime': 'tomorrow' } }),
  neverMatching('an account other than the one that owns the key', { StringEquals: { 'aws:ResourceAccount': OTHER } }),
  neverMatching('IfExists of a key that is always there', { StringEqualsIfExists: { 'kms:CallerAccount': 'root' } }),
  neverMatching('a caller who is not of their own account', {
    StringNotEquals: { 'kms:CallerAccount': '${aws:PrincipalAccount}' },
  }),
  ['the account that owns the key', when({ StringEquals: { 'aws:ResourceAccount': OWN } }), ['public']],
  [
    'IfExists of a key that can be absent',
    when({ StringEqualsIfExists: { 'aws:SourceVpce': 'vpc-1a2b3c4d' } }),
    ['public'],
  ],
  [
    'ForAllValues holds where there is none',
    when({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'ou-ab12-11111111' } }),
    ['public'],
  ],
  ['one value of two is possible', when({ StringEquals: { 'kms:CallerAccount': ['root', OTHER] } }), ['cross-account']],
  ['one value of two is possible and trusted', when({ StringEquals: { 'kms:CallerAccount': ['root', OWN] } }), []],
  [
    'a private address beside a public one',
    when({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } }),
    ['cross-account'],
  ],
  [
    'a private address and a VPC that is named',
    when({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' }, StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }),
    [],
  ],
  ['a negated operator always holds', when({ StringNotEquals: { 'kms:CallerAccount': 'root' } }), ['public']],
  [
    'a Deny of it takes nothing',
    [open, deny('*', 'kms:Decrypt', { StringEquals: { 'kms:CallerAccount': `arn:aws:iam::${OTHER}:root` } })],
    ['public', 'ineffective'],
  ],
  [
    'a negated Deny of it takes everything',
    [open, deny('*', 'kms:Decrypt', { StringNotEquals: { 'kms:CallerAccount': `arn:aws:iam::${OWN}:root` } })],
    [],
  ],
  [
    'a Deny under a private address takes nothing',
    [allow(account(OTHER), 'kms:Decrypt'), deny('*', 'kms:*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    ['cross-account', 'ineffective'],
  ],
  [
    'a role under the ARN of another role',
    [allow(role('App'), 'kms:Decrypt', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Web` } })],
    ['ineffective'],
  ],
  [
    'a role that must be outside its own account',
    [allow(role('App'), 'kms:Decrypt', { StringNotEquals: { 'aws:PrincipalAccount': OWN } })],
    ['ineffective'],
  ],
  ['any caller but all callers', when({ StringNotLike: { 'aws:PrincipalArn': '*' } }), ['confused-deputy']],
  [
    'a service for an account that is no account',
    [allow(service('sns'), 'kms:Decrypt', { StringEquals: { 'aws:SourceAccount': 'production' } })],
    ['ineffective'],
  ],
]
