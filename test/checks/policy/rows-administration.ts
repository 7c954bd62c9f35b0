import { account, allow, deny, guard, type Json, OTHER, OWN, role, root, service } from '../samples.ts'

const admin = allow(role('Admin'), ['kms:PutKeyPolicy', 'kms:GetKeyPolicy', 'kms:ScheduleKeyDeletion'])
const dead = { AWS: 'AROAEXAMPLEROLEID1234' }
const ends = ['kms:ScheduleKeyDeletion', 'kms:DisableKey']
const butFor = (Condition: Json) => [root, deny('*', ends, Condition)]

const notEnds: Json = { Effect: 'Allow', Principal: account(OWN), NotAction: ends, Resource: '*' }
const byAllow = (Condition: Json) => [notEnds, allow(account(OWN), ends, Condition)]

/** Whole policies: who can change them, and who can end the key. */
export const administrationRows: [string, Json[], string[]][] = [
  ['the default policy', [root], ['deletion-unguarded']],
  ['with the guard by days', [root, guard], []],
  ['an administrator alone is one', [admin, guard], []],
  ['no statement at all', [], ['lockout']],
  ['only users', [allow(role('App'), 'kms:Decrypt')], ['lockout']],
  ['the account may only read', [allow(account(OWN), ['kms:Get*', 'kms:List*', 'kms:Describe*'])], ['lockout']],
  ['the only administrator was deleted', [allow(dead, 'kms:*')], ['dead-principal', 'lockout']],
  ['one of two was deleted', [allow(dead, 'kms:*'), admin, guard], ['dead-principal']],
  ['the account is there beside the deleted one', [root, guard, allow(dead, 'kms:*')], ['dead-principal']],
  ['only another account', [allow(account(OTHER), 'kms:PutKeyPolicy')], ['lockout', 'ineffective']],
  [
    'only a service',
    [allow(service('sns'), 'kms:PutKeyPolicy', { StringEquals: { 'aws:SourceAccount': OWN } })],
    ['lockout'],
  ],
  [
    'the account only under an encryption context, which PutKeyPolicy does not carry',
    [guard, allow(account(OWN), 'kms:*', { StringEquals: { 'kms:EncryptionContext:app': 'orders' } })],
    ['lockout'],
  ],
  [
    'the root statement has ended',
    [guard, allow(account(OWN), 'kms:*', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })],
    ['lockout', 'ineffective'],
  ],
  [
    'the root statement is for another key',
    [{ ...root, Resource: `arn:aws:kms:eu-west-1:${OWN}:key/x` }],
    ['lockout', 'ineffective'],
  ],
  [
    'the root statement has lost its action',
    [{ Effect: 'Allow', Principal: account(OWN), Resource: '*' }],
    ['lockout', 'ineffective'],
  ],
  ['the policy is denied to everyone', [root, guard, deny('*', 'kms:PutKeyPolicy')], ['lockout']],
  ['to the account', [root, guard, deny({ AWS: OWN }, 'kms:Put*')], ['lockout']],
  ['to a role, while there is the account', [root, guard, deny(role('App'), 'kms:*')], []],
  [
    'to all but one role',
    [
      root,
      guard,
      deny('*', 'kms:PutKeyPolicy', { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Admin` } }),
    ],
    [],
  ],
  [
    'to all but a role that is not the administrator',
    [
      admin,
      guard,
      deny('*', 'kms:PutKeyPolicy', { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Web` } }),
    ],
    ['lockout'],
  ],
  [
    'to all but another account',
    [root, guard, deny('*', 'kms:PutKeyPolicy', { StringNotEquals: { 'kms:CallerAccount': OTHER } })],
    ['lockout'],
  ],
  [
    'to all but a wildcard that StringNotEquals takes as it is written',
    [
      root,
      guard,
      deny('*', 'kms:PutKeyPolicy', { StringNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Admin*` } }),
    ],
    ['lockout'],
  ],
  [
    'to all but the sessions of a role: the key holds the role',
    [
      root,
      guard,
      deny('*', 'kms:PutKeyPolicy', {
        ArnNotLike: { 'aws:PrincipalArn': `arn:aws:sts::${OWN}:assumed-role/Admin/*` },
      }),
    ],
    ['lockout'],
  ],
  [
    'to all without a source of the own account, which users and roles never have',
    [root, guard, deny('*', 'kms:*', { StringNotEquals: { 'aws:SourceAccount': OWN } })],
    ['lockout'],
  ],
  [
    'the same with IfExists and a source',
    [
      root,
      guard,
      deny('*', 'kms:*', { StringNotEqualsIfExists: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:${OWN}:topic` } }),
    ],
    ['lockout'],
  ],
  [
    'only services have the key',
    [guard, allow('*', 'kms:*', { StringEquals: { 'aws:SourceAccount': OWN } })],
    ['full-access', 'lockout'],
  ],
  [
    'a Deny for services alone does not lock the account out',
    [root, guard, deny('*', 'kms:*', { StringNotEquals: { 'aws:PrincipalIsAWSService': 'false' } })],
    [],
  ],
  [
    'to all but a deleted role',
    [root, guard, { Effect: 'Deny', NotPrincipal: dead, Action: 'kms:PutKeyPolicy', Resource: '*' }],
    ['dead-principal', 'lockout'],
  ],
  [
    'without MFA, which can be had',
    [root, guard, deny('*', 'kms:*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
    [],
  ],
  [
    'everybody of the account',
    [guard, allow('*', 'kms:PutKeyPolicy', { StringEquals: { 'kms:CallerAccount': OWN } })],
    [],
  ],
  ['no principal can delete, so no guard is needed', [allow(account(OWN), ['kms:PutKeyPolicy', 'kms:Decrypt'])], []],
  ['deletion denied to all', [root, deny('*', ends)], []],
  [
    'deletion denied to all but a role',
    butFor({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Admin` } }),
    [],
  ],
  ['to all without a tag', butFor({ StringNotEquals: { 'aws:PrincipalTag/role': 'key-admin' } }), []],
  [
    'by NotPrincipal',
    [
      root,
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: [OWN, `arn:aws:iam::${OWN}:role/Admin`] },
        Action: 'kms:ScheduleKeyDeletion',
        Resource: '*',
      },
    ],
    [],
  ],
  ['by days, less than', butFor({ NumericLessThan: { 'KMS:trailingDaysWithoutKeyUsage': 365 } }), []],
  [
    'by days and by principal',
    butFor({
      NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': '90' },
      ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Admin` },
    }),
    [],
  ],
  [
    'by days, the wrong way round',
    butFor({ NumericGreaterThan: { 'kms:TrailingDaysWithoutKeyUsage': '90' } }),
    ['deletion-unguarded'],
  ],
  [
    'by days, fewer than none',
    butFor({ NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': '0' } }),
    ['deletion-unguarded'],
  ],
  ['by days, used today', butFor({ NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '0' } }), []],
  ['to all but everybody', butFor({ StringNotLike: { 'aws:PrincipalArn': '*' } }), ['deletion-unguarded']],
  [
    'to all but everybody of any account',
    butFor({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:*' } }),
    ['deletion-unguarded'],
  ],
  [
    'to all but the roles of the account',
    butFor({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/*` } }),
    ['deletion-unguarded'],
  ],
  ['to all except principals with an ID', butFor({ StringNotLike: { 'aws:userid': 'A*' } }), ['deletion-unguarded']],
  ['to all but some roles', butFor({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Key*` } }), []],
  ['to one role only', [root, deny(role('App'), ends)], ['deletion-unguarded']],
  ['of disabling only', [root, deny('*', 'kms:DisableKey')], ['deletion-unguarded']],
  [
    'a guard for another key',
    [root, { ...guard, Resource: `arn:aws:kms:eu-west-1:${OWN}:key/x` }],
    ['ineffective', 'deletion-unguarded'],
  ],
  [
    'a shorter wait is no guard',
    butFor({ NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': '30' } }),
    ['deletion-unguarded'],
  ],
  ['the Allow is for idle keys only', byAllow({ NumericGreaterThan: { 'kms:TrailingDaysWithoutKeyUsage': 90 } }), []],
  [
    'the Allow is for idle keys only, inclusive',
    byAllow({ NumericGreaterThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': ['90', '30'] } }),
    [],
  ],
  [
    'the Allow is for keys used today too',
    byAllow({ NumericGreaterThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': ['90', '0'] } }),
    ['deletion-unguarded'],
  ],
  [
    'the Allow is for keys in use, the wrong way round',
    byAllow({ NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': 90 } }),
    ['deletion-unguarded'],
  ],
  [
    'the Allow has another condition',
    byAllow({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    ['deletion-unguarded'],
  ],
  ['the Allow is for principals with a tag', byAllow({ StringEquals: { 'aws:PrincipalTag/role': 'key-admin' } }), []],
  ['the Allow is for some roles', byAllow({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/Key*` } }), []],
  [
    'the Allow is for all roles',
    byAllow({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OWN}:role/*` } }),
    ['deletion-unguarded'],
  ],
  [
    'the root may all but delete, and named administrators may delete idle keys',
    [notEnds, allow(role('KeyAdmins'), ends, { NumericGreaterThan: { 'kms:TrailingDaysWithoutKeyUsage': '90' } })],
    [],
  ],
  ['the root may all but delete, and named administrators may', [notEnds, allow(role('KeyAdmins'), ends)], []],
  ['deletion denied to all since a past date', butFor({ DateGreaterThan: { 'aws:CurrentTime': '2024-01-01' } }), []],
  [
    'deletion denied by days since a past date',
    butFor({
      NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': '90' },
      DateGreaterThan: { 'aws:CurrentTime': '2024-01-01' },
    }),
    [],
  ],
  [
    'deletion denied by days from a later date',
    butFor({
      NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': '90' },
      DateGreaterThan: { 'aws:CurrentTime': '2030-01-01' },
    }),
    ['deletion-unguarded'],
  ],
]
