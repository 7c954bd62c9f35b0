import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../../model/time.ts'
import { DOCUMENTS, documentsFamily } from './sample-family.ts'
import { sampleGrants } from './sample-grant.ts'
import { awsManagedKey, calls, ownedBy, sampleKey, sessionsIn, yearlySince, type SampleMoments } from './sample-key.ts'
import { samplePolicies } from './sample-policies.ts'
import type { SimKey, SimUse } from '../world/sim-key.ts'

/** Returns the keys in us-east-1, where the shop began. A comment names what each key shows. */
export const virginiaKeys = ({ now, account }: SampleMoments): SimKey[] => {
  const policies = samplePolicies(account)
  const grant = sampleGrants(now, account)
  const as = sessionsIn(account)
  return [
    // A key as it should be: in use, rotated, guarded, with narrow grants. It has more than one alias.
    sampleKey(now, 'orders', 912, 'Orders: database fields, queue and search index', {
      aliases: ['alias/orders', 'alias/orders-queue', 'alias/prod/orders'],
      ...ownedBy('shop', { environment: 'production' }),
      rotation: yearlySince(now, 912),
      policy: policies.usedBy('orders-api'),
      grants: [
        grant('orders-queue', policies.role('orders-queue'), ['Encrypt', 'Decrypt', 'CreateGrant'], { part: 'queue' }),
        grant('orders-search', policies.role('orders-search'), ['Decrypt'], { part: 'search' }),
      ],
      uses: [
        {
          ...calls('Decrypt', now - 47 * MINUTE, 212_480, 30, as('orders-api')),
          via: 'dynamodb.amazonaws.com',
          encryptionContext: { 'aws:dynamodb:tableName': 'orders', 'aws:dynamodb:subscriberId': account },
        },
        {
          ...calls('GenerateDataKey', now - 49 * MINUTE, 36_240, 30, as('orders-api')),
          via: 'sqs.amazonaws.com',
          encryptionContext: { 'aws:sqs:arn': `arn:aws:sqs:us-east-1:${account}:orders` },
        },
        {
          ...calls('Decrypt', now - 48 * MINUTE, 8_640, 30, as('orders-search')),
          encryptionContext: { part: 'search' },
        },
      ],
      noise: changesOfOrders(now, as('KeyAdmin', 'alice'), as('orders-api'), policies.role),
    }),
    // Requests cost far more than the key, because S3 sends one for every object. The policy lets S3 act for any
    // account.
    sampleKey(now, 'data-lake', 1204, 'Data lake: S3 buckets raw, curated and exports', {
      ...ownedBy('data'),
      rotation: yearlySince(now, 1204),
      policy: policies.forAnybodysBucket,
      uses: [
        calls('Decrypt', now - 40 * SECOND, 3_127_400, 30, 's3.amazonaws.com'),
        calls('GenerateDataKey', now - 95 * SECOND, 1_042_300, 30, 's3.amazonaws.com'),
      ],
    }),
    // A signing key that was imported from an older system for good, and is rarely used. Its user can also change its
    // policy.
    sampleKey(now, 'release-signing', 655, 'Signs release artifacts', {
      ...ownedBy('platform'),
      origin: 'EXTERNAL',
      policy: policies.releases,
      spec: 'RSA_4096',
      usage: 'SIGN_VERIFY',
      uses: [calls('Sign', now - 3 * DAY - 4 * HOUR, 24, 84, as('release'))],
      noise: [calls('GetPublicKey', now - 3 * DAY, 6, 84, as('release'))],
    }),
    // An HMAC key. Its grant allows every operation of the key, and creating further grants.
    sampleKey(now, 'session-tokens', 401, 'HMAC for API session tokens', {
      ...ownedBy('shop'),
      policy: policies.usedBy('api'),
      grants: [grant('sessions', policies.role('api'), ['GenerateMac', 'VerifyMac', 'CreateGrant'])],
      spec: 'HMAC_256',
      usage: 'GENERATE_VERIFY_MAC',
      uses: [
        calls('VerifyMac', now - 24 * MINUTE, 863_200, 30, as('api')),
        calls('GenerateMac', now - 26 * MINUTE, 71_900, 30, as('api')),
      ],
    }),
    // Unreadable: every call about the key is refused, and only CloudTrail shows that it is in use.
    sampleKey(now, 'card-vault', 830, 'Card vault', {
      lockedAway: true,
      uses: [calls('Decrypt', now - 2 * HOUR, 360, 30, as('card-vault'))],
    }),
    // Pending deletion, and a nightly job still calls it: the most urgent finding of all.
    sampleKey(now, 'billing-exports', 1022, 'Billing exports (moved to data-lake)', {
      ...ownedBy('finance'),
      policy: policies.usedBy('billing'),
      state: 'PendingDeletion',
      deletionDate: now + 9 * DAY,
      uses: [
        calls('Decrypt', now - 22 * DAY, 310, 60, as('billing')),
        { ...calls('Decrypt', now - 20 * HOUR, 5, 5, as('billing')), errorCode: 'KMSInvalidStateException' },
      ],
      noise: [{ operation: 'ScheduleKeyDeletion', at: now - 21 * DAY, by: as('KeyAdmin') }],
    }),
    // Silent: no use since AWS began to record uses. It rotates nevertheless, so it costs three dollars a month.
    sampleKey(now, 'build-secrets', 1290, 'Secrets of the former build server', {
      tags: { 'aws:cloudformation:stack-name': 'build-server', 'aws:cloudformation:logical-id': 'SecretsKey' },
      rotation: yearlySince(now, 1290),
      policy: policies.buildServer,
      noise: [calls('DescribeKey', now - 9 * DAY, 4, 60, 'config.amazonaws.com')],
    }),
    // Disabled, which costs the same, and still called. Its tag says production, its alias says staging.
    sampleKey(now, 'staging-config', 1010, 'Staging configuration', {
      ...ownedBy('platform', { environment: 'production' }),
      policy: policies.usedBy('config'),
      state: 'Disabled',
      uses: [{ ...calls('Decrypt', now - 31 * HOUR, 3, 2, as('config')), errorCode: 'DisabledException' }],
    }),
    // New: not used yet, but too young to be called unused.
    sampleKey(now, 'checkout-v2', 12, 'Checkout v2, goes live in January', {
      ...ownedBy('shop'),
      rotation: yearlySince(now, 12),
      policy: policies.usedBy('checkout'),
    }),
    // Unknown: not used here, but the other member of its family is in a Region that was not asked for.
    sampleKey(now, 'documents', 64, 'Documents, failover to us-west-2', {
      id: DOCUMENTS,
      ...ownedBy('shop'),
      multiRegion: documentsFamily(account, 'PRIMARY'),
      rotation: { enabled: true, periodInDays: 730 },
      policy: policies.usedBy('documents'),
    }),
    awsManagedKey(now, 'us-east-1', 's3', 'S3 objects', [calls('GenerateDataKey', now - 3 * HOUR, 1_900, 30)]),
    awsManagedKey(now, 'us-east-1', 'secretsmanager', 'Secrets Manager secrets', []),
  ]
}

/** The grants of `orders` are as old as these events. A deployment tried to give itself more and was denied. */
const changesOfOrders = (
  now: Instant,
  administrator: string,
  application: string,
  role: (name: string) => string,
): SimUse[] => [
  {
    operation: 'PutKeyPolicy',
    at: now - 26 * DAY - 5 * HOUR,
    by: administrator,
    parameters: { policyName: 'default' },
  },
  {
    operation: 'CreateGrant',
    at: now - 33 * DAY,
    by: application,
    errorCode: 'AccessDenied',
    errorMessage: 'The role may not create grants of this key.',
    parameters: { granteePrincipal: role('orders-export'), operations: ['Decrypt'] },
  },
  ...['orders-queue', 'orders-search'].map(name => ({
    operation: 'CreateGrant',
    at: now - 40 * DAY,
    by: administrator,
    parameters: { granteePrincipal: role(name) },
  })),
]
