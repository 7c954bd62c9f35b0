import { DAY, HOUR, MINUTE, SECOND } from '../model/time.ts'
import { sampleGrants } from './sample-grant.ts'
import { awsManagedKey, calls, sampleKey, type Moments } from './sample-key.ts'
import { DOCUMENTS, family, PROFILES } from './sample-family.ts'
import { BACKUP_ACCOUNT, GONE_ROLE, samplePolicies } from './sample-policies.ts'
import type { SimKey } from './world.ts'

/** Between them, the keys of the sample account show everything the audit has to say about a key. */
export const virginiaKeys = ({ now, trackingStart, account }: Moments): SimKey[] => {
  const policies = samplePolicies(account)
  const grant = sampleGrants(now, account)
  return [
    sampleKey(now, 'prod/orders-db', 912, 'Orders database (RDS)', {
      rotation: { enabled: true, rotations: [now - 547 * DAY, now - 182 * DAY] },
      policy: policies.guarded,
      tags: { owner: 'orders', environment: 'production' },
      grants: [
        grant('orders-writer', policies.role('rds'), ['Encrypt', 'Decrypt', 'CreateGrant'], {
          'aws:rds:db-id': 'db-1A2B',
        }),
        grant('orders-reader', policies.role('rds'), ['Decrypt'], { 'aws:rds:db-id': 'db-1A2B' }),
      ],
      uses: [
        calls('Decrypt', now - 47 * MINUTE, 8_640, 30, 'rds.amazonaws.com'),
        calls('GenerateDataKey', now - 5 * HOUR, 720, 30, 'rds.amazonaws.com'),
      ],
    }),
    sampleKey(now, 'data-lake', 1204, 'Data lake: S3 buckets raw, curated and exports', {
      rotation: { enabled: true, rotations: [now - 839 * DAY, now - 474 * DAY, now - 109 * DAY] },
      policy: policies.forAnybodysBucket,
      tags: { owner: 'data' },
      uses: [
        calls('Decrypt', now - 40 * SECOND, 613_448, 30, 's3.amazonaws.com'),
        calls('GenerateDataKey', now - 95 * SECOND, 204_117, 30, 's3.amazonaws.com'),
      ],
    }),
    sampleKey(now, 'release-signing', 655, 'Signs release artifacts', {
      policy: policies.releases,
      spec: 'RSA_4096',
      usage: 'SIGN_VERIFY',
      uses: [calls('Sign', now - 3 * DAY - 4 * HOUR, 24, 84)],
      noise: [calls('GetPublicKey', now - 3 * DAY, 6, 84)],
    }),
    sampleKey(now, 'api/session-tokens', 401, 'HMAC for API session tokens', {
      grants: [grant('sessions', policies.role('api'), ['GenerateMac', 'VerifyMac', 'CreateGrant'])],
      spec: 'HMAC_256',
      usage: 'GENERATE_VERIFY_MAC',
      uses: [calls('VerifyMac', now - 24 * MINUTE, 96_302, 30), calls('GenerateMac', now - 26 * MINUTE, 11_870, 30)],
    }),
    sampleKey(now, 'payments/card-vault', 830, 'Card vault', {
      lockedAway: true,
      uses: [calls('Decrypt', now - 2 * HOUR, 36, 3, `arn:aws:sts::${account}:assumed-role/card-vault/vault-1`)],
    }),
    sampleKey(now, 'billing/exports', 1022, 'Billing exports (moved to data-lake)', {
      state: 'PendingDeletion',
      deletionDate: now + 9 * DAY,
      uses: [
        calls('Decrypt', now - 22 * DAY, 310, 60),
        { ...calls('Decrypt', now - 20 * HOUR, 5, 5), errorCode: 'KMSInvalidStateException' },
      ],
    }),
    sampleKey(now, 'reporting/warehouse', 903, 'Reporting warehouse (Redshift)', {
      policy: policies.formerAnalysts,
      grants: [grant('analysts', GONE_ROLE, ['Decrypt'], { 'aws:redshift:arn': 'warehouse' })],
      uses: [calls('Decrypt', now - 151 * DAY, 420, 35, 'redshift.amazonaws.com')],
    }),
    sampleKey(now, 'backup/nightly-2024', 880, 'Nightly backups 2024', {
      policy: policies.sharedWithBackup,
      grants: [
        grant('vault', policies.role('vault', BACKUP_ACCOUNT), ['Decrypt'], { 'aws:backup:backup-vault': '2024' }),
      ],
      uses: [
        calls('GenerateDataKey', trackingStart - 90 * DAY - 21 * HOUR - 12 * MINUTE, 60, 60, 'backup.amazonaws.com'),
      ],
    }),
    sampleKey(now, 'ci/build-secrets', 1290, 'Secrets of the former build server', {
      policy: policies.buildServer,
      tags: { 'aws:cloudformation:stack-name': 'build-server' },
      noise: [calls('DescribeKey', now - 9 * DAY, 4, 60, 'config.amazonaws.com')],
    }),
    sampleKey(now, 'staging/app-config', 1010, 'Staging configuration', {
      state: 'Disabled',
      tags: { owner: 'platform', environment: 'production' },
      uses: [{ ...calls('Decrypt', now - 31 * HOUR, 3, 2), errorCode: 'DisabledException' }],
    }),
    sampleKey(now, 'prototype/feature-store', 121, 'Feature store prototype', { policy: policies.public, tags: {} }),
    sampleKey(now, 'checkout/v2', 12, 'Checkout v2, goes live in January'),
    sampleKey(now, 'dr/documents', 590, 'Documents, failover to us-west-2', {
      id: DOCUMENTS,
      rotation: { enabled: true, periodInDays: 730 },
      multiRegion: family(account, DOCUMENTS, 'us-east-1', ['us-west-2'], 'PRIMARY'),
    }),
    sampleKey(now, 'customers/profiles', 488, 'Customer profiles', {
      id: PROFILES,
      multiRegion: family(account, PROFILES, 'us-east-1', ['eu-west-1'], 'PRIMARY'),
    }),
    awsManagedKey(now, 'us-east-1', 's3', 'S3 objects', [calls('GenerateDataKey', now - 3 * HOUR, 1_900, 30)]),
    awsManagedKey(now, 'us-east-1', 'ebs', 'EBS volumes', [
      calls('GenerateDataKeyWithoutPlaintext', now - 6 * DAY, 14, 80),
    ]),
    awsManagedKey(now, 'us-east-1', 'secretsmanager', 'Secrets Manager secrets', []),
  ]
}
