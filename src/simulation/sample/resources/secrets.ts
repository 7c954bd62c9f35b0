import type { SimResources } from '../../world/sim-resources.ts'
import { sampleId } from '../sample-key.ts'
import { BACKUP_ACCOUNT } from '../sample-policies.ts'
import type { SamplePlace } from './sample-place.ts'

/** The functions that rotate secrets in us-east-1 and eu-west-1. */
export const ROTATORS = { database: 'rotate-shop-database', partner: 'rotate-partner-api', sepa: 'rotate-sepa' }

/** The secret of the partner. Its rotation has failed since the partner changed its API. */
export const PARTNER_SECRET = 'shop/partner-api-MnOpQr'
/** The secret of the bank. Its rotation failed once, and worked again. */
export const SEPA_SECRET = 'payments/sepa-YzAbCd'

const STUCK_VERSION = 'EXAMPLE2-90ab-cdef-fedc-ba987EXAMPLE'
const CURRENT = { 'EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE': ['AWSCURRENT'] }
const SHOP = [{ Key: 'team', Value: 'shop' }]

/** The secrets of the shop in us-east-1. A partner shares its key. */
export const shopSecrets = ({ key, arn, daysAgo }: SamplePlace): SimResources => {
  const secret = (name: string) => arn('secretsmanager', `secret:${name}`)
  const rotator = (name: string) => arn('lambda', `function:${name}`)
  const partnerKey = `arn:aws:kms:us-east-1:${BACKUP_ACCOUNT}:key/${sampleId('partner')}`
  const KmsKeyIds = [partnerKey]
  return {
    'secretsmanager:ListSecrets': [
      {
        Name: 'shop/database',
        ARN: secret('shop/database-AbCdEf'),
        CreatedDate: daysAgo(720),
        LastChangedDate: daysAgo(12),
        LastAccessedDate: daysAgo(0),
        RotationEnabled: true,
        RotationLambdaARN: rotator(ROTATORS.database),
        RotationRules: { AutomaticallyAfterDays: 30 },
        LastRotatedDate: daysAgo(12),
        NextRotationDate: daysAgo(-18),
        SecretVersionsToStages: CURRENT,
        Tags: SHOP,
      },
      {
        Name: 'shop/payment-provider',
        ARN: secret('shop/payment-provider-GhIjKl'),
        KmsKeyId: key('orders'),
        PrimaryRegion: 'us-east-1',
        CreatedDate: daysAgo(640),
        LastChangedDate: daysAgo(50),
        LastAccessedDate: daysAgo(1),
        SecretVersionsToStages: CURRENT,
        Tags: SHOP,
      },
      {
        Name: 'shop/partner-api',
        ARN: secret(PARTNER_SECRET),
        KmsKeyId: partnerKey,
        CreatedDate: daysAgo(300),
        LastChangedDate: daysAgo(41),
        LastAccessedDate: daysAgo(0),
        RotationEnabled: true,
        RotationLambdaARN: rotator(ROTATORS.partner),
        RotationRules: { ScheduleExpression: 'rate(30 days)', Duration: '3h' },
        LastRotatedDate: daysAgo(71),
        NextRotationDate: daysAgo(41),
        SecretVersionsToStages: { ...CURRENT, [STUCK_VERSION]: ['AWSPENDING'] },
        Tags: SHOP,
      },
      {
        Name: 'build-server/deploy-key',
        ARN: secret('build-server/deploy-key-StUvWx'),
        KmsKeyId: key('build-secrets'),
        CreatedDate: daysAgo(1200),
        LastAccessedDate: daysAgo(310),
        DeletedDate: daysAgo(4),
      },
      {
        Name: 'shop/newsletter-api',
        ARN: secret('shop/newsletter-api-EfGhIj'),
        CreatedDate: daysAgo(910),
        LastChangedDate: daysAgo(910),
        LastAccessedDate: daysAgo(402),
        SecretVersionsToStages: CURRENT,
      },
      {
        Name: 'shop/loyalty-api',
        ARN: secret('shop/loyalty-api-KlMnOp'),
        CreatedDate: daysAgo(9),
        LastChangedDate: daysAgo(9),
        SecretVersionsToStages: CURRENT,
        Tags: SHOP,
      },
      {
        Name: 'rds!cluster-4f1a2b3c',
        ARN: secret('rds!cluster-4f1a2b3c-QrStUv'),
        OwningService: 'rds',
        CreatedDate: daysAgo(200),
        LastChangedDate: daysAgo(3),
        LastAccessedDate: daysAgo(0),
        RotationEnabled: true,
        RotationRules: { AutomaticallyAfterDays: 7 },
        LastRotatedDate: daysAgo(3),
        NextRotationDate: daysAgo(-4),
        SecretVersionsToStages: CURRENT,
      },
    ],
    // Its copy in eu-west-1 has a key of that Region.
    'secretsmanager:DescribeSecret': {
      [secret('shop/payment-provider-GhIjKl')]: {
        Name: 'shop/payment-provider',
        KmsKeyId: key('orders'),
        PrimaryRegion: 'us-east-1',
        ReplicationStatus: [
          { Region: 'eu-west-1', KmsKeyId: 'alias/key-1', Status: 'InSync', LastAccessedDate: daysAgo(2) },
        ],
      },
    },
    'secretsmanager:ListSecretVersionIds': {
      [secret(PARTNER_SECRET)]: {
        Name: 'shop/partner-api',
        Versions: [
          { VersionId: Object.keys(CURRENT)[0], VersionStages: ['AWSCURRENT'], CreatedDate: daysAgo(71), KmsKeyIds },
          { VersionId: STUCK_VERSION, VersionStages: ['AWSPENDING'], CreatedDate: daysAgo(41), KmsKeyIds },
        ],
      },
    },
  }
}

/** The secrets of the European branch. The key store of the ledger is not connected, so its secret cannot be read. */
export const branchSecrets = ({ key, arn, daysAgo }: SamplePlace): SimResources => {
  const secret = (name: string) => arn('secretsmanager', `secret:${name}`)
  return {
    'secretsmanager:ListSecrets': [
      {
        Name: 'payments/sepa',
        ARN: secret(SEPA_SECRET),
        KmsKeyId: key('sepa-files'),
        CreatedDate: daysAgo(377),
        LastChangedDate: daysAgo(25),
        LastAccessedDate: daysAgo(1),
        RotationEnabled: true,
        RotationLambdaARN: arn('lambda', `function:${ROTATORS.sepa}`),
        RotationRules: { ScheduleExpression: 'cron(0 4 1 * ? *)', Duration: '2h' },
        LastRotatedDate: daysAgo(25),
        NextRotationDate: daysAgo(-5),
        SecretVersionsToStages: CURRENT,
        Tags: [{ Key: 'team', Value: 'payments' }],
      },
      {
        Name: 'shop/payment-provider',
        ARN: secret('shop/payment-provider-GhIjKl'),
        KmsKeyId: key('key-1'),
        PrimaryRegion: 'us-east-1',
        CreatedDate: daysAgo(400),
        LastChangedDate: daysAgo(50),
        LastAccessedDate: daysAgo(2),
        SecretVersionsToStages: CURRENT,
        Tags: SHOP,
      },
      {
        Name: 'ledger/database',
        ARN: secret('ledger/database-WxYzAb'),
        KmsKeyId: key('ledger'),
        CreatedDate: daysAgo(500),
        LastChangedDate: daysAgo(130),
        LastAccessedDate: daysAgo(6),
        SecretVersionsToStages: CURRENT,
        Tags: [{ Key: 'team', Value: 'finance' }],
      },
    ],
  }
}
