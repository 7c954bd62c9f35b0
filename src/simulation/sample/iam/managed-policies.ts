import type { SimManagedPolicy } from '../../world/sim-iam.ts'
import { samplePlace } from '../resources/sample-place.ts'
import { allow, deny, document, USE_KEYS } from './statements.ts'
import type { SampleMoments } from '../sample-key.ts'

/** The customer managed policies of the shop. A comment names what each shows. */
export function customerManaged(moments: SampleMoments): SimManagedPolicy[] {
  const { account } = moments
  const dublin = samplePlace(moments, 'eu-west-1')
  return [
    // Decryption with all keys.
    {
      name: 'analytics-read',
      document: document(allow(['s3:GetObject', 's3:ListBucket'], '*'), allow('kms:Decrypt', '*', undefined, 'Lake')),
      older: [document(allow(['s3:GetObject', 's3:ListBucket'], '*'))],
    },
    // The same, limited by a condition that Security Hub does not look at.
    {
      name: 'export-worker',
      document: document(
        allow('kms:Decrypt', '*', { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }),
      ),
    },
    // All keys of the account, by a pattern, and not attached.
    {
      name: 'migration-2023',
      path: '/old/',
      document: document(allow('kms:ReEncrypt*', `arn:aws:kms:*:${account}:key/*`)),
    },
    // A near miss: one key, by its ARN.
    { name: 'crm-keys', document: document(allow(USE_KEYS, dublin.key('key-1'))) },
    // A near miss: all of KMS, without decryption.
    {
      name: 'key-administration',
      document: document(
        allow('kms:*', '*'),
        deny(['kms:Decrypt', 'kms:ReEncrypt*', 'kms:Sign', 'kms:GenerateDataKey*'], '*', undefined, 'NoUse'),
      ),
    },
    // A near miss: keys of one Region.
    { name: 'developers', document: document(allow(USE_KEYS, `arn:aws:kms:eu-west-1:${account}:key/*`)) },
    // Boundaries allow nothing by themselves.
    { name: 'developer-boundary', document: document(allow('*', '*'), deny(['iam:*', 'organizations:*'], '*')) },
    { name: 'no-secrets-boundary', document: document(allow(['s3:*', 'athena:*', 'kms:*'], '*')) },
  ]
}

/** The policies of AWS that the shop uses, as far as keys are concerned. */
export const AWS_MANAGED: readonly SimManagedPolicy[] = [
  { name: 'AdministratorAccess', aws: true, document: document(allow('*', '*')) },
  {
    name: 'PowerUserAccess',
    aws: true,
    document: document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }),
  },
  {
    name: 'ReadOnlyAccess',
    aws: true,
    document: document(allow(['kms:Describe*', 'kms:Get*', 'kms:List*', 's3:Get*', 's3:List*'], '*')),
  },
  {
    name: 'SecurityAudit',
    aws: true,
    document: document(allow(['kms:Describe*', 'kms:Get*', 'kms:List*', 'iam:GetAccountAuthorizationDetails'], '*')),
  },
]
