import { account, allow, deny, type Json, OTHER, OWN, role, service } from '../samples.ts'

const open = allow('*', 'kms:Decrypt')
const when = (condition: Json) => [open, deny('*', 'kms:*', condition)]
// So that the account itself keeps its rights where everyone is denied without a condition.
const decrypt = 'kms:Decrypt'

/** What a Deny takes away, and what it does not. */
export const denyRows: [string, Json[], string[]][] = [
  ['the same to everyone', [open, deny('*', decrypt)], []],
  ['the same, written {"AWS": "*"}', [open, deny({ AWS: '*' }, decrypt)], []],
  ['wider actions', [open, deny('*', 'kms:De*')], []],
  ['the Deny may come first', [deny('*', decrypt), open], []],
  ['another action', [open, deny('*', 'kms:Encrypt')], ['public']],
  ['only one of two actions', [allow('*', ['kms:Decrypt', 'kms:Encrypt']), deny('*', decrypt)], ['public']],
  [
    'two Denies, one for each action',
    [allow('*', ['kms:Decrypt', 'kms:Encrypt']), deny('*', decrypt), deny('*', 'kms:Encrypt')],
    [],
  ],
  [
    'NotAction denies the rest',
    [open, { Effect: 'Deny', Principal: '*', NotAction: ['kms:Put*', 'kms:S*'], Resource: '*' }],
    [],
  ],
  [
    'a new action that we do not know is not denied by another new one',
    [allow('*', 'kms:SomethingNew'), deny('*', 'kms:AnotherNew')],
    ['public'],
  ],
  ['nor by a pattern that may not reach it', [allow('*', 'kms:SomethingNew'), deny('*', 'kms:Another*')], ['public']],
  ['a Deny of every action reaches it', [allow('*', 'kms:SomethingNew'), deny('*', '*')], ['lockout']],
  ['only for one account', [open, deny(account(OTHER), decrypt)], ['public']],
  ['only for one role', [open, deny(role('App'), decrypt)], ['public']],
  [
    'under a condition that can be avoided',
    [open, deny('*', decrypt, { Bool: { 'aws:SecureTransport': 'false' } })],
    ['public'],
  ],
  [
    'for another key',
    [open, { ...deny('*', decrypt), Resource: `arn:aws:kms:eu-west-1:${OWN}:key/other` }],
    ['public', 'ineffective'],
  ],
  ['all but the own account', when({ StringNotEquals: { 'kms:CallerAccount': OWN } }), []],
  ['all but the own account, the other key', when({ StringNotEquals: { 'aws:PrincipalAccount': OWN } }), []],
  [
    'IfExists of a negated operator holds for an absent key as well',
    when({ StringNotEqualsIfExists: { 'aws:PrincipalAccount': OWN } }),
    [],
  ],
  [
    'all but the own and another account',
    when({ StringNotEquals: { 'kms:CallerAccount': [OWN, OTHER] } }),
    ['cross-account'],
  ],
  ['all but an organization', when({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }), ['cross-account']],
  [
    'the same with IfExists',
    when({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    ['cross-account'],
  ],
  [
    'ForAnyValue needs a value: who has no organization gets in',
    when({ 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    ['public'],
  ],
  [
    'all but an organization and services',
    when({
      StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' },
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
    }),
    ['cross-account', 'confused-deputy'],
  ],
  ['all but the roles of the own account', when({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:*` } }), []],
  [
    'all but roles of that name anywhere',
    when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/App' } }),
    ['public'],
  ],
  ['all but everyone', when({ StringNotLike: { 'aws:PrincipalArn': '*' } }), ['public']],
  ['all but one VPC endpoint', when({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }), []],
  ['all but some addresses', when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), ['cross-account']],
  [
    'outside the account and without MFA: strangers with MFA get in',
    when({ StringNotEquals: { 'kms:CallerAccount': OWN }, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
    ['public'],
  ],
  [
    'outside the account and outside another',
    when({ StringNotEquals: { 'kms:CallerAccount': OWN, 'aws:PrincipalAccount': OTHER } }),
    ['cross-account'],
  ],
  ['a positive condition denies only some', when({ StringEquals: { 'kms:CallerAccount': OTHER } }), ['public']],
  [
    'NotPrincipal: everybody but the own account',
    [open, { Effect: 'Deny', NotPrincipal: { AWS: `arn:aws:iam::${OWN}:root` }, Action: 'kms:*', Resource: '*' }],
    [],
  ],
  [
    'NotPrincipal: everybody but the own and another account',
    [open, { Effect: 'Deny', NotPrincipal: { AWS: [OWN, OTHER] }, Action: 'kms:*', Resource: '*' }],
    ['cross-account'],
  ],
  ['another account, denied', [allow(account(OTHER), decrypt), deny(account(OTHER), decrypt)], []],
  ['its root denied is all of it denied', [allow(role('App', OTHER), decrypt), deny({ AWS: OTHER }, 'kms:*')], []],
  [
    'one of its roles denied leaves the others',
    [allow(account(OTHER), decrypt), deny(role('App', OTHER), 'kms:*')],
    ['cross-account'],
  ],
  [
    'two accounts by a condition, one denied by a condition',
    [
      allow('*', decrypt, { StringEquals: { 'kms:CallerAccount': [OWN, OTHER] } }),
      deny('*', 'kms:*', { StringEquals: { 'kms:CallerAccount': OTHER } }),
    ],
    [],
  ],
  [
    'two accounts by a condition, one denied by name',
    [allow('*', decrypt, { StringEquals: { 'kms:CallerAccount': [OWN, OTHER] } }), deny({ AWS: OTHER }, 'kms:*')],
    [],
  ],
  [
    'two accounts by a condition, only a role of one denied',
    [allow('*', decrypt, { StringEquals: { 'kms:CallerAccount': [OWN, OTHER] } }), deny(role('App', OTHER), 'kms:*')],
    ['cross-account'],
  ],
  [
    'two accounts that another Deny leaves, one denied by name before',
    [
      open,
      deny({ AWS: OTHER }, decrypt),
      deny('*', decrypt, { StringNotEquals: { 'kms:CallerAccount': [OWN, OTHER] } }),
    ],
    [],
  ],
  [
    'three accounts by a condition, one denied',
    [
      allow('*', decrypt, { StringEquals: { 'kms:CallerAccount': [OWN, OTHER, '999988887777'] } }),
      deny({ AWS: OTHER }, 'kms:*'),
    ],
    ['cross-account'],
  ],
  [
    'a session, its role denied, whatever its path',
    [allow({ AWS: `arn:aws:sts::${OTHER}:assumed-role/App/one` }, decrypt), deny(role('path/App', OTHER), decrypt)],
    [],
  ],
  [
    'a session, another role denied',
    [allow({ AWS: `arn:aws:sts::${OTHER}:assumed-role/App/one` }, decrypt), deny(role('Web', OTHER), decrypt)],
    ['cross-account'],
  ],
  [
    'a role, one of its sessions denied',
    [allow(role('App', OTHER), decrypt), deny({ AWS: `arn:aws:sts::${OTHER}:assumed-role/App/one` }, decrypt)],
    ['cross-account'],
  ],
  [
    'an organization if there is one, and who has none denied',
    [
      allow('*', decrypt, { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
      deny('*', decrypt, { Null: { 'aws:PrincipalOrgID': 'true' } }),
    ],
    ['cross-account'],
  ],
  [
    'who has no organization denied: those of all others are left',
    [open, deny('*', decrypt, { Null: { 'aws:PrincipalOrgID': 'true' } })],
    ['public'],
  ],
  ['that very role denied', [allow(role('App', OTHER), decrypt), deny(role('App', OTHER), 'kms:*')], []],
  ['another role denied', [allow(role('App', OTHER), decrypt), deny(role('Web', OTHER), 'kms:*')], ['cross-account']],
  [
    'another account, all but the own denied',
    [allow(account(OTHER), decrypt), deny('*', 'kms:*', { StringNotEquals: { 'kms:CallerAccount': OWN } })],
    [],
  ],
  [
    'another account, denied by a condition on it',
    [allow(account(OTHER), decrypt), deny('*', 'kms:*', { StringEquals: { 'aws:PrincipalAccount': OTHER } })],
    [],
  ],
  [
    'another account, spared by the condition',
    [allow(account(OTHER), decrypt), deny('*', 'kms:*', { StringNotEquals: { 'kms:CallerAccount': [OWN, OTHER] } })],
    ['cross-account'],
  ],
  [
    'kms:* to a role without the power over the policy',
    [allow(role('App'), 'kms:*'), deny(role('App'), ['kms:Put*', 'kms:Schedule*', 'kms:Di*', 'kms:Delete*'])],
    [],
  ],
  ['a service, denied', [allow(service('sns'), decrypt), deny(service('sns'), decrypt)], []],
  ['another service denied', [allow(service('sns'), decrypt), deny(service('sqs'), decrypt)], ['confused-deputy']],
  [
    'services denied for all other sources',
    [
      allow(service('sns'), decrypt),
      deny('*', decrypt, {
        StringNotEquals: { 'aws:SourceAccount': OWN },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      }),
    ],
    [],
  ],
  [
    'a Deny of services does nothing to people',
    [open, deny('*', decrypt, { Bool: { 'aws:PrincipalIsAWSService': 'true' } })],
    ['public'],
  ],
]
