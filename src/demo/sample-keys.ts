import { DAY, HOUR, MINUTE, SECOND, type Instant } from '../model/time.ts'
import { awsManagedKey, calls, multiRegionId, sampleId, sampleKey } from './sample-key.ts'
import { keyArn, type SimKey, type SimMultiRegion } from './world.ts'

export interface Moments {
  now: Instant
  trackingStart: Instant
  account: string
}

/** Between them, the keys of the sample account show everything the audit has to say about a key. */
export const virginiaKeys = ({ now, trackingStart, account }: Moments): SimKey[] => [
  sampleKey(now, 'prod/orders-db', 912, 'Orders database (RDS)', {
    rotation: { enabled: true, rotations: [now - 547 * DAY, now - 182 * DAY] },
    uses: [
      calls('Decrypt', now - 47 * MINUTE, 8_640, 30, 'rds.amazonaws.com'),
      calls('GenerateDataKey', now - 5 * HOUR, 720, 30, 'rds.amazonaws.com'),
    ],
  }),
  sampleKey(now, 'data-lake', 1204, 'Data lake: S3 buckets raw, curated and exports', {
    rotation: { enabled: true, rotations: [now - 839 * DAY, now - 474 * DAY, now - 109 * DAY] },
    uses: [
      calls('Decrypt', now - 40 * SECOND, 613_448, 30, 's3.amazonaws.com'),
      calls('GenerateDataKey', now - 95 * SECOND, 204_117, 30, 's3.amazonaws.com'),
    ],
  }),
  sampleKey(now, 'release-signing', 655, 'Signs release artifacts', {
    spec: 'RSA_4096',
    usage: 'SIGN_VERIFY',
    uses: [calls('Sign', now - 3 * DAY - 4 * HOUR, 24, 84)],
    noise: [calls('GetPublicKey', now - 3 * DAY, 6, 84)],
  }),
  sampleKey(now, 'api/session-tokens', 401, 'HMAC for API session tokens', {
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
    uses: [calls('Decrypt', now - 151 * DAY, 420, 35, 'redshift.amazonaws.com')],
  }),
  sampleKey(now, 'backup/nightly-2024', 880, 'Nightly backups 2024', {
    uses: [
      calls('GenerateDataKey', trackingStart - 90 * DAY - 21 * HOUR - 12 * MINUTE, 60, 60, 'backup.amazonaws.com'),
    ],
  }),
  sampleKey(now, 'ci/build-secrets', 1290, 'Secrets of the former build server', {
    noise: [calls('DescribeKey', now - 9 * DAY, 4, 60, 'config.amazonaws.com')],
  }),
  sampleKey(now, 'staging/app-config', 1010, 'Staging configuration', { state: 'Disabled' }),
  sampleKey(now, 'prototype/feature-store', 121, 'Feature store prototype'),
  sampleKey(now, 'checkout/v2', 12, 'Checkout v2, goes live in January'),
  sampleKey(now, 'dr/documents', 590, 'Documents, failover to us-west-2', {
    id: DOCUMENTS,
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

export const dublinKeys = ({ now, account }: Moments): SimKey[] => [
  sampleKey(now, 'customers/profiles', 487, 'Customer profiles', {
    id: PROFILES,
    multiRegion: family(account, PROFILES, 'us-east-1', ['eu-west-1'], 'REPLICA'),
    uses: [calls('Decrypt', now - 31 * MINUTE, 41_006, 30), calls('Encrypt', now - 55 * MINUTE, 2_210, 30)],
  }),
  sampleKey(now, 'partner/sepa-files', 377, 'SEPA payment files, material imported from our own HSM', {
    origin: 'EXTERNAL',
    validTo: now + 41 * DAY,
    uses: [calls('Decrypt', now - DAY - 2 * HOUR, 58, 29)],
  }),
  sampleKey(now, 'tokyo/crm', 702, '顧客データの暗号化(東京オフィス)🔐', {
    uses: [calls('GenerateDataKey', now - 8 * DAY, 90, 45)],
  }),
  sampleKey(now, 'events/bus', 530, '=events+queues (owner: platform team)', {
    uses: [calls('Decrypt', now - 3 * HOUR, 17_540, 30, 'sqs.amazonaws.com')],
  }),
  sampleKey(now, 'archive/2025', 640, 'Archive 2025, re-encrypted under archive/2026', {
    uses: [
      { ...calls('ReEncrypt', now - 43 * DAY, 812, 2), partner: arnIn(account, 'eu-west-1', sampleId('archive/2026')) },
    ],
  }),
  sampleKey(now, 'archive/2026', 296, 'Archive 2026', { uses: [calls('Decrypt', now - 17 * DAY, 9, 20)] }),
  awsManagedKey(now, 'eu-west-1', 'ebs', 'EBS volumes', [calls('Decrypt', now - 2 * DAY, 31, 60)]),
]

export const oregonKeys = ({ now, account }: Moments): SimKey[] => [
  sampleKey(now, 'dr/documents', 590, 'Documents, failover to us-west-2', {
    id: DOCUMENTS,
    multiRegion: family(account, DOCUMENTS, 'us-east-1', ['us-west-2'], 'REPLICA'),
    uses: [calls('Decrypt', now - 4 * DAY, 120, 50)],
  }),
]

const DOCUMENTS = multiRegionId('dr/documents')
const PROFILES = multiRegionId('customers/profiles')

const family = (
  account: string,
  id: string,
  primary: string,
  replicas: readonly string[],
  type: SimMultiRegion['type'],
): SimMultiRegion => ({
  type,
  primary: arnIn(account, primary, id),
  replicas: replicas.map(region => arnIn(account, region, id)),
})

const arnIn = (account: string, region: string, id: string): string =>
  keyArn({ partition: 'aws', id: account }, region, id)
