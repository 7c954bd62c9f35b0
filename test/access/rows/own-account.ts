import { ROLE, ROOT, SESSION, USER, OTHER } from '../scenario.ts'
import { aws, delegates, everything, gives, may, mayNot, names, takes, takesFromOthers } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

const user = { type: 'user' } as const
const decrypt = may('kms:Decrypt')
const other = may('kms:Encrypt')

/** Principals and keys of one account. */
export const ownAccount: readonly Row[] = [
  ['a key policy that names the role is enough', PAGES.keyPolicy, { key: { policy: [names] } }, 'allowed key_policy'],
  [
    'a key policy that names the user is enough',
    PAGES.keyPolicy,
    { caller: user, key: { policy: [gives(aws(USER))] } },
    'allowed key_policy',
  ],
  [
    'a key policy that names the account lets an identity policy allow it',
    PAGES.defaultPolicy,
    { identity: [decrypt], key: { policy: [delegates] } },
    'allowed identity_policy',
  ],
  [
    'an account ID means the same as its root',
    PAGES.principal,
    { identity: [decrypt], key: { policy: [gives(aws('111122223333'))] } },
    'allowed identity_policy',
  ],
  [
    'a key policy that names the account gives nothing by itself',
    PAGES.defaultPolicy,
    { key: { policy: [delegates] } },
    'denied identity_policy',
  ],
  [
    'an identity policy gives nothing if the key policy does not name the account',
    PAGES.defaultPolicy,
    { identity: [everything], key: { policy: [gives(aws(`arn:aws:iam::${OTHER}:root`))] } },
    'denied key_policy',
  ],
  [
    'an identity policy gives nothing if the key policy lets the account do other things',
    PAGES.defaultPolicy,
    { identity: [everything], key: { policy: [gives(aws(ROOT), 'kms:DescribeKey')] } },
    'denied key_policy',
  ],
  [
    'an identity policy for another key does not allow it',
    PAGES.evaluation,
    { identity: [may('kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/other')], key: { policy: [delegates] } },
    'denied identity_policy',
  ],
  [
    'an identity policy for another action does not allow it',
    PAGES.evaluation,
    { identity: [other], key: { policy: [delegates] } },
    'denied identity_policy',
  ],
  [
    'a key policy for another role does not name it',
    PAGES.keyPolicy,
    { key: { policy: [gives(aws(`arn:aws:iam::111122223333:role/other`))] } },
    'denied key_policy',
  ],
  [
    'a key policy that names the role for another action does not allow it',
    PAGES.keyPolicy,
    { key: { policy: [gives(aws(ROLE), 'kms:Encrypt')] } },
    'denied key_policy',
  ],
  [
    'a key policy for everyone names each principal of the account',
    PAGES.principal,
    { key: { policy: [gives('*')] } },
    'allowed key_policy',
  ],
  [
    'a key policy for a service does not name a role',
    PAGES.principal,
    { key: { policy: [gives({ Service: 's3.amazonaws.com' })] } },
    'denied key_policy',
  ],
  [
    'a role that was created again has another ID than the one that the policy names',
    PAGES.principal,
    { key: { policy: [gives(aws('AROAEXAMPLEGONE000001'))] } },
    'denied key_policy',
  ],
  [
    'a statement without an effect on the key gives nothing',
    PAGES.keyPolicy,
    { key: { policy: [{ ...names, Resource: 'arn:aws:kms:us-east-1:111122223333:alias/orders' }] } },
    'denied key_policy',
  ],
  [
    'a Deny of the key policy wins over its Allow',
    PAGES.logic,
    { key: { policy: [names, takes(aws(ROLE), 'kms:Decrypt')] } },
    'denied key_policy',
  ],
  [
    'a Deny of the key policy wins over an identity policy',
    PAGES.logic,
    { identity: [everything], key: { policy: [delegates, takes('*', 'kms:Decrypt')] } },
    'denied key_policy',
  ],
  [
    'a Deny for the account denies all its roles',
    PAGES.principal,
    { identity: [everything], key: { policy: [delegates, names, takes(aws(ROOT))] } },
    'denied key_policy',
  ],
  [
    'a Deny for another role does not apply',
    PAGES.logic,
    { key: { policy: [names, takes(aws('arn:aws:iam::111122223333:role/other'))] } },
    'allowed key_policy',
  ],
  [
    'a Deny for another action does not apply',
    PAGES.logic,
    { key: { policy: [names, takes('*', 'kms:ScheduleKeyDeletion')] } },
    'allowed key_policy',
  ],
  [
    'a Deny of an identity policy wins over a key policy that names the role',
    PAGES.logic,
    { identity: [mayNot('kms:*')], key: { policy: [names] } },
    'denied identity_policy',
  ],
  [
    'a Deny of an identity policy wins over a grant',
    PAGES.grants,
    { identity: [mayNot('kms:*')], key: { policy: [], grants: [{}] } },
    'denied identity_policy',
  ],
  [
    'NotAction in a Deny of the key policy denies what it does not list',
    PAGES.logic,
    { key: { policy: [names, { Effect: 'Deny', Principal: '*', NotAction: 'kms:Encrypt', Resource: '*' }] } },
    'denied key_policy',
  ],
  [
    'a Deny with NotPrincipal denies who it does not list',
    PAGES.notPrincipal,
    {
      key: {
        policy: [names, takesFromOthers(aws(`arn:aws:iam::${OTHER}:root`))],
      },
    },
    'denied key_policy',
  ],
  [
    'a Deny with NotPrincipal spares a role if it lists the role and its account',
    PAGES.notPrincipal,
    { key: { policy: [names, takesFromOthers(aws(ROLE, ROOT))] } },
    'allowed key_policy',
  ],
  [
    'a session that the key policy names can be another session of the role',
    PAGES.principal,
    { key: { policy: [gives(aws(SESSION))] } },
    'unknown key_policy',
  ],
  [
    'another session than the one that the key policy names gets nothing',
    PAGES.principal,
    { caller: { session: SESSION.replace('i-1', 'i-2') }, key: { policy: [gives(aws(SESSION))] } },
    'denied key_policy',
  ],
  [
    'a disabled key cannot be used by anybody',
    PAGES.state,
    { key: { policy: [names], blocked: { link: 'key_state', why: 'The key is disabled.' } } },
    'denied key_state',
  ],
  [
    'a key that signs cannot decrypt, whoever may use it',
    PAGES.usage,
    { key: { policy: [names], blocked: { link: 'key_usage', why: 'The key has the usage SIGN_VERIFY.' } } },
    'denied key_usage',
  ],
  [
    'a key of another Region cannot be used',
    PAGES.multiRegion,
    { key: { policy: [names], blocked: { link: 'region', why: 'The key is in eu-west-1.' } } },
    'denied region',
  ],
  [
    'management of the key follows the same rules',
    PAGES.permissions,
    { action: 'kms:ScheduleKeyDeletion', identity: [everything], key: { policy: [delegates] } },
    'allowed identity_policy',
  ],
]
