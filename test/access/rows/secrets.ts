import { OWN, ROLE, USER, secretArn } from '../scenario.ts'
import { aws, delegates, everything, gives, may, mayNot, names, takes } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

const read = may('secretsmanager:GetSecretValue')
const decrypt = may('kms:Decrypt')
const key = { policy: [delegates] }
const through = { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com', 'kms:CallerAccount': OWN }
/** The policy of aws/secretsmanager. */
const ofAws = [gives('*', 'kms:Decrypt', { StringEquals: through })]

/** Secrets and their keys. */
export const secrets: readonly Row[] = [
  [
    'reading a secret takes the secret and its key',
    PAGES.secretKey,
    { identity: [read, decrypt], secret: {}, key },
    'allowed identity_policy',
  ],
  [
    'a role that may read the secret also has to decrypt',
    PAGES.secretKey,
    { identity: [read], secret: {}, key },
    'denied identity_policy',
  ],
  [
    'a role that may decrypt also has to read the secret',
    PAGES.secretKey,
    { identity: [decrypt], secret: {}, key },
    'denied identity_policy',
  ],
  [
    'the policy of the secret is enough in its account',
    PAGES.secretPolicy,
    { identity: [decrypt], secret: { policy: [gives(aws(ROLE), 'secretsmanager:GetSecretValue')] }, key },
    'allowed identity_policy',
  ],
  [
    'the policy of a secret that names only the account gives nothing by itself',
    PAGES.secretPolicy,
    { identity: [decrypt], secret: { policy: [delegates] }, key },
    'denied identity_policy',
  ],
  [
    'an identity policy is enough whatever the policy of the secret allows to others',
    PAGES.logic,
    { identity: [read, decrypt], secret: { policy: [gives(aws(USER))] }, key },
    'allowed identity_policy',
  ],
  [
    'a Deny of the policy of the secret wins',
    PAGES.secretPolicy,
    { identity: [everything], secret: { policy: [takes('*', 'secretsmanager:GetSecretValue')] }, key },
    'denied resource_policy',
  ],
  [
    'a Deny for those who are not listed spares the role that is',
    PAGES.keys,
    {
      identity: [everything],
      secret: { policy: [takes('*', 'secretsmanager:*', { ArnNotEquals: { 'aws:PrincipalArn': ROLE } })] },
      key,
    },
    'allowed identity_policy',
  ],
  [
    'a Deny for those who are not listed denies the others',
    PAGES.keys,
    {
      caller: { type: 'user' },
      identity: [everything],
      secret: { policy: [takes('*', 'secretsmanager:*', { ArnNotEquals: { 'aws:PrincipalArn': ROLE } })] },
      key,
    },
    'denied resource_policy',
  ],
  [
    'the policy of a secret that could not be read can deny it',
    PAGES.secretPolicy,
    { identity: [everything], secret: { policy: 'unread' }, key },
    'unknown resource_policy',
  ],
  [
    'a secret that is to be deleted cannot be read',
    PAGES.secretDeletion,
    { identity: [everything], secret: { blocked: { link: 'secret_state', why: 'It is to be deleted.' } }, key },
    'denied secret_state',
  ],
  [
    'the key aws/secretsmanager serves everyone in its account through Secrets Manager',
    PAGES.secretKey,
    { identity: [read], secret: {}, key: { policy: ofAws } },
    'allowed key_policy',
  ],
  [
    'the key aws/secretsmanager does not serve principals that call KMS themselves',
    PAGES.secretKey,
    { identity: [decrypt], key: { policy: ofAws } },
    'denied key_policy',
  ],
  [
    'a Deny on decryption in an identity policy counts also for aws/secretsmanager',
    PAGES.logic,
    { identity: [read, mayNot('kms:*')], secret: {}, key: { policy: ofAws } },
    'denied identity_policy',
  ],
  [
    'a key that may be used only for this secret serves it',
    PAGES.conditions,
    {
      identity: [read],
      secret: {},
      key: {
        policy: [
          gives(aws(ROLE), 'kms:Decrypt', { StringEquals: { 'kms:EncryptionContext:SecretARN': secretArn({}) } }),
        ],
      },
    },
    'allowed key_policy',
  ],
  [
    'a key that may be used only for another secret does not serve it',
    PAGES.conditions,
    {
      identity: [read],
      secret: {},
      key: {
        policy: [gives(aws(ROLE), 'kms:Decrypt', { StringEquals: { 'kms:EncryptionContext:SecretARN': 'other' } })],
      },
    },
    'denied key_policy',
  ],
  [
    'a disabled key closes its secrets',
    PAGES.state,
    {
      identity: [everything],
      secret: {},
      key: { policy: [names], blocked: { link: 'key_state', why: 'The key is disabled.' } },
    },
    'denied key_state',
  ],
  [
    'a key of another Region cannot decrypt a secret',
    PAGES.secretKey,
    {
      identity: [everything],
      secret: {},
      key: { policy: [names], blocked: { link: 'region', why: 'The key is in eu-west-1.' } },
    },
    'denied region',
  ],
]
