import { OTHER, ROLE, ROOT } from '../scenario.ts'
import { aws, everything, gives, may, mayNot, names, takes } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

const theirs = { owner: OTHER }
const decrypt = may('kms:Decrypt')

/** Principals that use keys and secrets of another account. */
export const otherAccount: readonly Row[] = [
  [
    'a key policy that names the account, and an identity policy, allow it together',
    PAGES.outside,
    { ...theirs, identity: [decrypt], key: { policy: [gives(aws(ROOT))] } },
    'allowed key_policy',
  ],
  [
    'a key policy that names the role, and an identity policy, allow it together',
    PAGES.outside,
    { ...theirs, identity: [decrypt], key: { policy: [names] } },
    'allowed key_policy',
  ],
  [
    'a key policy that names the role is not enough from another account',
    PAGES.outside,
    { ...theirs, key: { policy: [names] } },
    'denied identity_policy',
  ],
  [
    'an identity policy is not enough from another account',
    PAGES.outside,
    { ...theirs, identity: [everything], key: { policy: [gives(aws(`arn:aws:iam::${OTHER}:root`))] } },
    'denied key_policy',
  ],
  [
    'a permissions boundary limits the role also from another account',
    PAGES.crossAccount,
    { ...theirs, identity: [decrypt], boundary: [may('s3:*')], key: { policy: [names] } },
    'denied permissions_boundary',
  ],
  [
    'a service control policy of the account of the role counts',
    PAGES.scp,
    { ...theirs, identity: [decrypt], scp: [[mayNot('kms:*'), everything]], key: { policy: [names] } },
    'unknown scp',
  ],
  [
    'only the account of the key can administer it',
    PAGES.permissions,
    { ...theirs, action: 'kms:ScheduleKeyDeletion', identity: [everything], key: { policy: [names] } },
    'denied key_policy',
  ],
  [
    'a Deny of the key policy wins over both sides',
    PAGES.crossAccount,
    { ...theirs, identity: [decrypt], key: { policy: [names, takes(aws(ROLE))] } },
    'denied key_policy',
  ],
  [
    'a key policy of another account that could not be read leaves a doubt',
    PAGES.crossAccount,
    { ...theirs, identity: [decrypt], key: { policy: 'unread' } },
    'unknown key_policy',
  ],
  [
    'without an identity policy the key policy of another account does not matter',
    PAGES.crossAccount,
    { ...theirs, key: { policy: 'unread' } },
    'denied identity_policy',
  ],
  [
    'a secret of another account needs its policy and an identity policy, and its key as well',
    PAGES.secretOutside,
    {
      ...theirs,
      identity: [everything],
      secret: { policy: [gives(aws(ROLE), 'secretsmanager:GetSecretValue')] },
      key: { policy: [gives(aws(ROLE), 'kms:Decrypt')] },
    },
    'allowed key_policy',
  ],
  [
    'a secret of another account without a policy cannot be read',
    PAGES.secretOutside,
    { ...theirs, identity: [everything], secret: {}, key: { policy: [gives(aws(ROLE))] } },
    'denied resource_policy',
  ],
  [
    'a secret of another account cannot be read if its key does not name the account',
    PAGES.secretOutside,
    {
      ...theirs,
      identity: [everything],
      secret: { policy: [gives(aws(ROLE))] },
      key: { policy: [gives('*', 'kms:Decrypt', { StringEquals: { 'kms:CallerAccount': OTHER } })] },
    },
    'denied key_policy',
  ],
]
