import { delegates, everything, gives, may, mayNot, names } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

/** What could not be read, or what AWS does not say. */
export const unread: readonly Row[] = [
  [
    'policies that IAM did not simulate leave a doubt',
    PAGES.simulator,
    { identity: 'unread', key: { policy: [delegates] } },
    'unknown identity_policy',
  ],
  [
    'policies that IAM did not simulate can deny what a key policy gives',
    PAGES.simulator,
    { identity: 'unread', key: { policy: [names] } },
    'unknown identity_policy',
  ],
  [
    'without a way through the key policy, policies that IAM did not simulate do not matter',
    PAGES.defaultPolicy,
    { identity: 'unread', key: { policy: [] } },
    'denied key_policy',
  ],
  [
    'a key policy that could not be read leaves a doubt',
    PAGES.evaluation,
    { identity: [everything], key: { policy: 'unread' } },
    'unknown key_policy',
  ],
  [
    'a Deny of an identity policy decides without the key policy',
    PAGES.logic,
    { identity: [mayNot('kms:Decrypt')], key: { policy: 'unread' } },
    'denied identity_policy',
  ],
  [
    'a key whose state could not be read may be disabled',
    PAGES.state,
    { key: { policy: [names], blocked: 'unread' } },
    'unknown key_state',
  ],
  [
    'AWS does not say whether a permissions boundary limits an Allow for everyone',
    PAGES.boundaries,
    { boundary: [may('s3:*')], key: { policy: [gives('*')] } },
    'unknown permissions_boundary',
  ],
  [
    'AWS does not say whether a permissions boundary limits a grant',
    PAGES.boundaries,
    { boundary: [may('s3:*')], key: { policy: [], grants: [{}] } },
    'unknown permissions_boundary',
  ],
]
