import { account, allow, type Json, OTHER, OWN, role, service, THIRD } from '../samples.ts'

/** Named principals: of this account, of others, and those that only look so. */
export const crossAccountRows: [string, Json[], string[]][] = [
  ['another account by its root', [allow(account(OTHER), 'kms:Decrypt')], ['cross-account']],
  ['another account by its id', [allow({ AWS: OTHER }, 'kms:Decrypt')], ['cross-account']],
  ['a role of another account', [allow(role('App', OTHER), 'kms:Decrypt')], ['cross-account']],
  [
    'a session of a role of another account',
    [allow({ AWS: `arn:aws:sts::${OTHER}:assumed-role/App/session` }, 'kms:Decrypt')],
    ['cross-account'],
  ],
  [
    'an identity provider of another account',
    [allow({ Federated: `arn:aws:iam::${OTHER}:saml-provider/Sso` }, 'kms:Decrypt')],
    ['cross-account'],
  ],
  [
    'everyone who can sign in on the web',
    [allow({ Federated: 'cognito-identity.amazonaws.com' }, 'kms:Decrypt')],
    ['cross-account'],
  ],
  [
    'web identities of another account',
    [
      allow({ Federated: 'cognito-identity.amazonaws.com' }, 'kms:Decrypt', {
        StringEquals: { 'kms:CallerAccount': OTHER },
      }),
    ],
    ['cross-account'],
  ],
  [
    'web identities of the own account',
    [
      allow({ Federated: 'cognito-identity.amazonaws.com' }, 'kms:Decrypt', {
        StringEquals: { 'kms:CallerAccount': OWN },
      }),
    ],
    [],
  ],
  [
    'another account by VPC endpoints of ours is still another',
    [allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'aws:VpceAccount': OWN } })],
    ['cross-account'],
  ],
  [
    'another account by a VPC of ours too',
    [
      allow(account(OTHER), 'kms:Decrypt', {
        ArnLike: { 'aws:SourceVpcArn': `arn:aws:ec2:*:${OWN}:vpc/*` },
      }),
    ],
    ['cross-account'],
  ],
  [
    'one of a list',
    [allow({ AWS: [`arn:aws:iam::${OWN}:role/App`, `arn:aws:iam::${OTHER}:role/App`] }, 'kms:Decrypt')],
    ['cross-account'],
  ],
  [
    'kms:* for another account is full access, though it cannot administer the key',
    [allow(account(OTHER), 'kms:*')],
    ['cross-account', 'full-access'],
  ],
  [
    'another account may administer only, which from there has no effect',
    [allow(role('Audit', OTHER), ['kms:GetKeyPolicy', 'kms:ListResourceTags', 'kms:PutKeyPolicy'])],
    ['ineffective'],
  ],
  [
    'one of two accounts may administer',
    [allow({ AWS: [OWN, OTHER] }, ['kms:GetKeyPolicy', 'kms:ListResourceTags'])],
    [],
  ],
  [
    'another account administers and decrypts: it does only the latter',
    [allow(role('App', OTHER), ['kms:PutKeyPolicy', 'kms:Decrypt'])],
    ['cross-account'],
  ],
  ['another account may do something new', [allow(account(OTHER), 'kms:SomethingNew')], ['cross-account']],
  ['another account may create grants', [allow(account(OTHER), 'kms:CreateGrant')], ['cross-account']],
  ['only to describe the key', [allow(account(OTHER), 'kms:DescribeKey')], ['cross-account']],
  [
    'kms:ViaService does not keep the other account out',
    [allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } })],
    ['cross-account'],
  ],
  [
    'a VPC endpoint does not make the other account ours',
    [allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })],
    ['cross-account'],
  ],
  [
    'one role of the other account is of the other account',
    [allow(account(OTHER), 'kms:Decrypt', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/App` } })],
    ['cross-account'],
  ],
  [
    'the other account, if it calls from ours, which it cannot',
    [allow(account(OTHER), 'kms:Decrypt', { StringEquals: { 'kms:CallerAccount': OWN } })],
    ['ineffective'],
  ],
  ['the own account by its id', [allow({ AWS: OWN }, 'kms:Decrypt')], []],
  ['a role of the own account', [allow(role('App'), 'kms:Decrypt')], []],
  ['a user of the own account', [allow({ AWS: `arn:aws:iam::${OWN}:user/path/alice` }, 'kms:Decrypt')], []],
  [
    'a session of a role of the own account',
    [allow({ AWS: `arn:aws:sts::${OWN}:assumed-role/App/one` }, 'kms:Decrypt')],
    [],
  ],
  [
    'a federated user of the own account',
    [allow({ AWS: `arn:aws:sts::${OWN}:federated-user/alice` }, 'kms:Decrypt')],
    [],
  ],
  [
    'a service-linked role of the own account',
    [
      allow(
        { AWS: `arn:aws:iam::${OWN}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling` },
        ['kms:Decrypt', 'kms:CreateGrant'],
      ),
    ],
    [],
  ],
  [
    'a deleted role is no foreign account',
    [allow({ AWS: 'AROAEXAMPLEROLEID1234' }, 'kms:Decrypt')],
    ['dead-principal'],
  ],
  ['nor is a deleted user', [allow({ AWS: ['AIDAEXAMPLEUSERID1234'] }, 'kms:Decrypt')], ['dead-principal']],
  ['nor an instance profile', [allow({ AWS: 'AIPAEXAMPLEPROFILE123' }, 'kms:Decrypt')], ['dead-principal']],
  ['nor a managed policy', [allow({ AWS: 'ANPAEXAMPLEPOLICY1234' }, 'kms:Decrypt')], ['dead-principal']],
  ['a deleted user with kms:* has nothing', [allow({ AWS: 'AIDAEXAMPLEUSERID1234' }, 'kms:*')], ['dead-principal']],
  [
    'a deleted role beside one of another account',
    [allow({ AWS: ['AROAEXAMPLEROLEID1234', `arn:aws:iam::${THIRD}:role/App`] }, 'kms:Decrypt')],
    ['cross-account', 'dead-principal'],
  ],
  [
    'nor is a deleted role that a condition holds to another account',
    [allow({ AWS: 'AROAEXAMPLEROLEID1234' }, 'kms:Decrypt', { StringEquals: { 'aws:PrincipalAccount': OTHER } })],
    ['dead-principal'],
  ],
  ['what starts like an id and is a text', [allow({ AWS: 'AROA' }, 'kms:Decrypt')], ['ineffective']],
  ['a canonical user id is for S3', [allow({ CanonicalUser: '79a59df900b949e5' }, 'kms:Decrypt')], ['ineffective']],
  [
    'a service of which the source is another account',
    [allow(service('logs'), 'kms:Decrypt', { StringEquals: { 'aws:SourceAccount': OTHER } })],
    ['cross-account'],
  ],
]
