import { allow, type Json } from '../samples.ts'

const when = (condition: Json) => [allow({ AWS: '*' }, 'kms:Decrypt', condition)]
const ORG = 'o-exampleorgid'

/** Everyone is named, and a condition with fixed values holds them to something. */
export const narrowedRows: [string, Json[], string[]][] = [
  ['the own account by kms:CallerAccount', when({ StringEquals: { 'kms:CallerAccount': '111122223333' } }), []],
  ['the same as a number', when({ StringEquals: { 'kms:CallerAccount': 111122223333 } }), []],
  ['the same in a list', when({ StringEquals: { 'kms:CallerAccount': ['111122223333'] } }), []],
  ['StringLike without a wildcard', when({ StringLike: { 'kms:CallerAccount': '111122223333' } }), []],
  ['StringEqualsIgnoreCase', when({ StringEqualsIgnoreCase: { 'kms:CallerAccount': '111122223333' } }), []],
  ['the own account by aws:PrincipalAccount', when({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }), []],
  [
    'IfExists of a key that is always there',
    when({ StringEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' } }),
    [],
  ],
  [
    'ForAllValues of a key that is always there',
    when({ 'ForAllValues:StringEquals': { 'kms:CallerAccount': '111122223333' } }),
    [],
  ],
  [
    'the policy of an AWS managed key: one account by one service',
    when({
      StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
    }),
    [],
  ],
  ['another account', when({ StringEquals: { 'kms:CallerAccount': '444455556666' } }), ['cross-account']],
  [
    'the own and another account',
    when({ StringEquals: { 'kms:CallerAccount': ['111122223333', '444455556666'] } }),
    ['cross-account'],
  ],
  [
    'both conditions must hold: only the own account is in both',
    when({
      StringEquals: {
        'kms:CallerAccount': ['111122223333', '444455556666'],
        'aws:PrincipalAccount': ['111122223333', '999988887777'],
      },
    }),
    [],
  ],
  [
    'no account satisfies both, so there is no access',
    when({ StringEquals: { 'kms:CallerAccount': '444455556666', 'aws:PrincipalAccount': '999988887777' } }),
    ['ineffective'],
  ],
  ['an organization that is not trusted', when({ StringEquals: { 'aws:PrincipalOrgID': ORG } }), ['cross-account']],
  [
    'the same and only the own account of it',
    when({ StringEquals: { 'aws:PrincipalOrgID': ORG, 'aws:PrincipalAccount': '111122223333' } }),
    [],
  ],
  [
    'a part of an organization',
    when({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORG}/r-ab12/ou-ab12-11111111/*` } }),
    ['cross-account'],
  ],
  [
    'IfExists and a demand that it exists',
    when({
      StringEqualsIfExists: { 'aws:PrincipalOrgID': ORG },
      Null: { 'aws:PrincipalOrgID': 'false' },
      StringEquals: { 'aws:PrincipalAccount': '111122223333' },
    }),
    [],
  ],
  [
    'IfExists of the organization and a demand that there is one',
    when({ StringEqualsIfExists: { 'aws:PrincipalOrgID': ORG }, Null: { 'aws:PrincipalOrgID': false } }),
    ['cross-account'],
  ],
  ['a role of the own account', when({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' } }), []],
  [
    'the same compared as text',
    when({ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' } }),
    [],
  ],
  [
    'a role of another account',
    when({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/App' } }),
    ['cross-account'],
  ],
  [
    'any role, but of the own account',
    when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }),
    [],
  ],
  [
    'the same as text, the wildcard behind the account',
    when({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:*' } }),
    [],
  ],
  [
    'in an ARN a wildcard keeps to its part',
    when({ ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::111122223333:role/App' } }),
    [],
  ],
  [
    'any role of another account',
    when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' } }),
    ['cross-account'],
  ],
  ['services that act for the own account', when({ StringEquals: { 'aws:SourceAccount': '111122223333' } }), []],
  ['services that act for another', when({ StringEquals: { 'aws:SourceAccount': '444455556666' } }), ['cross-account']],
  ['aws:SourceOwner, as old services call it', when({ StringEquals: { 'aws:SourceOwner': '111122223333' } }), []],
  [
    'one bucket, whose ARN tells no account',
    when({ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::amzn-s3-demo-bucket' } }),
    [],
  ],
  ['one topic of ours', when({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:topic' } }), []],
  [
    'one topic of theirs',
    when({ ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:444455556666:topic' } }),
    ['cross-account'],
  ],
  ['sources of one organization', when({ StringEquals: { 'aws:SourceOrgID': ORG } }), ['cross-account']],
  ['one VPC endpoint', when({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }), []],
  ['one VPC', when({ StringEquals: { 'aws:SourceVpc': 'vpc-111bbb22' } }), []],
  [
    'addresses in a VPC that is named',
    when({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' }, StringEquals: { 'aws:SourceVpc': 'vpc-111bbb22' } }),
    [],
  ],
  ['VPC endpoints of the own account', when({ StringEquals: { 'aws:VpceAccount': '111122223333' } }), []],
  ['VPC endpoints of another', when({ StringEquals: { 'aws:VpceAccount': '444455556666' } }), ['cross-account']],
  ['VPC endpoints of an organization', when({ StringEquals: { 'aws:VpceOrgID': ORG } }), ['cross-account']],
  [
    'VPC endpoints of a part of it',
    when({ 'ForAnyValue:StringLike': { 'aws:VpceOrgPaths': `${ORG}/r-ab12/*` } }),
    ['cross-account'],
  ],
  ['a VPC of the own account', when({ ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:111122223333:vpc/*' } }), []],
  [
    'a VPC of another account',
    when({ ArnEquals: { 'aws:SourceVpcArn': 'arn:aws:ec2:eu-west-1:444455556666:vpc/vpc-1a2b3c4d' } }),
    ['cross-account'],
  ],
  [
    'a VPC by its id, as IAM documents it',
    when({ ArnEquals: { 'aws:SourceVpcArn': 'arn:aws:ec2:us-east-1:*:vpc/vpc-1a2b3c4d' } }),
    [],
  ],
  [
    'the organization of a management account',
    when({ StringEquals: { 'aws:PrincipalOrgMasterAccountId': '444455556666' } }),
    ['cross-account'],
  ],
  ['a small block of addresses', when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), ['cross-account']],
  ['one address', when({ IpAddress: { 'aws:SourceIp': '203.0.113.7' } }), ['cross-account']],
  ['a small block of IPv6', when({ IpAddress: { 'aws:SourceIp': '2001:db8::/48' } }), ['cross-account']],
  ['the root user of the own account by its id', when({ StringEquals: { 'aws:userid': '111122223333' } }), []],
  ['that of another account', when({ StringEquals: { 'aws:userid': '444455556666' } }), ['cross-account']],
  ['federated users of another', when({ StringLike: { 'aws:userid': '444455556666:*' } }), ['cross-account']],
  ['sessions of one role by its id', when({ StringLike: { 'aws:userid': 'AROAEXAMPLEROLEID1234:*' } }), []],
  [
    'the organization of the key, by a variable',
    when({ StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } }),
    ['cross-account'],
  ],
  [
    'the same, turned round',
    when({ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
    ['cross-account'],
  ],
  [
    'the account of the key, by a variable',
    when({ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }),
    [],
  ],
  ['the same, turned round', when({ StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } }), []],
  [
    'services for the account of the key',
    when({ StringEquals: { 'aws:SourceAccount': '${aws:ResourceAccount}' } }),
    [],
  ],
  [
    'a public address and a VPC endpoint',
    when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
    [],
  ],
  [
    'a public address and the own account',
    when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringEquals: { 'kms:CallerAccount': '111122223333' } }),
    [],
  ],
]
