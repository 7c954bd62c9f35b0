import { OTHER, ROLE, SESSION } from '../scenario.ts'
import { delegates, may, takes } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

const context = (values: Readonly<Record<string, string>>) => ({
  'kms:EncryptionContextKeys': Object.keys(values),
  ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]])),
})

/** Grants of a key. */
export const grants: readonly Row[] = [
  ['a grant to the role is enough', PAGES.grants, { key: { policy: [], grants: [{}] } }, 'allowed grant'],
  [
    'a grant for other operations does not allow it',
    PAGES.grants,
    { key: { policy: [delegates], grants: [{ operations: ['Encrypt'] }] } },
    'denied identity_policy',
  ],
  [
    'a grant to another role does not allow it',
    PAGES.grants,
    { key: { policy: [], grants: [{ grantee_principal: `${ROLE}-2` }] } },
    'denied key_policy',
  ],
  [
    'a grant to a session is for that session',
    PAGES.grants,
    { caller: { session: SESSION }, key: { policy: [], grants: [{ grantee_principal: SESSION }] } },
    'allowed grant',
  ],
  [
    'a grant to a session can be for another session of the role',
    PAGES.grants,
    { key: { policy: [], grants: [{ grantee_principal: SESSION }] } },
    'unknown grant',
  ],
  [
    'a Deny of the key policy wins over a grant',
    PAGES.evaluation,
    { key: { policy: [takes('*', 'kms:Decrypt')], grants: [{}] } },
    'denied key_policy',
  ],
  [
    'a grant whose encryption context the request has allows it',
    PAGES.constraints,
    {
      context: context({ app: 'a', more: 'b' }),
      key: { policy: [], grants: [{ constraints: { encryption_context_subset: { app: 'a' } } }] },
    },
    'allowed grant',
  ],
  [
    'a grant with another encryption context does not allow it',
    PAGES.constraints,
    {
      context: context({ app: 'b' }),
      key: { policy: [], grants: [{ constraints: { encryption_context_subset: { app: 'a' } } }] },
    },
    'denied key_policy',
  ],
  [
    'a grant for an exact encryption context allows no more pairs',
    PAGES.constraints,
    {
      context: context({ app: 'a', more: 'b' }),
      key: { policy: [], grants: [{ constraints: { encryption_context_equals: { app: 'a' } } }] },
    },
    'denied key_policy',
  ],
  [
    'the caller chooses the encryption context that a grant asks for',
    PAGES.constraints,
    { key: { policy: [], grants: [{ constraints: { encryption_context_subset: { app: 'a' } } }] } },
    'unknown grant',
  ],
  [
    'grants that could not be read may allow it',
    PAGES.grants,
    { key: { policy: [], grants: 'unread' } },
    'unknown grant',
  ],
  [
    'grants that could not be read do not matter if the key policy allows it',
    PAGES.grants,
    { identity: [may('kms:*')], key: { policy: [delegates], grants: 'unread' } },
    'allowed identity_policy',
  ],
  [
    'a grant of a key of another account needs no identity policy',
    PAGES.evaluation,
    { owner: OTHER, key: { policy: [], grants: [{}] } },
    'allowed grant',
  ],
]
