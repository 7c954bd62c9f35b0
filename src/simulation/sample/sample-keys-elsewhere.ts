import { DAY, HOUR, MINUTE } from '../../model/time.ts'
import { unusualForSepa } from './sample-activity.ts'
import { DOCUMENTS, documentsFamily } from './sample-family.ts'
import { grantPerExport, sampleGrants } from './sample-grant.ts'
import { awsManagedKey, calls, ownedBy, sampleKey, sessionsIn, yearlySince, type SampleMoments } from './sample-key.ts'
import { BACKUP_ACCOUNT, GONE_ROLE, samplePolicies } from './sample-policies.ts'
import type { SimKey } from '../world/sim-key.ts'

/** Slightly more than 80 % of the 50,000 grants that a key may have. ListGrants returns a hundred of them in a page. */
const EXPORTS = 40_100

/** Returns the keys in eu-west-1, the Region of the European branch. A comment names what each key shows. */
export const dublinKeys = ({ now, trackingStart, account }: SampleMoments): SimKey[] => {
  const policies = samplePolicies(account)
  const grant = sampleGrants(now, account)
  const as = sessionsIn(account)
  return [
    // Stale: the last use is known to the second, and long ago. Its policy and its grant name a deleted role.
    sampleKey(now, 'warehouse', 903, 'Reporting warehouse (Redshift)', {
      ...ownedBy('data'),
      rotation: yearlySince(now, 903),
      policy: policies.formerAnalysts,
      grants: [
        grant('analysts', GONE_ROLE, ['Decrypt'], {
          'aws:redshift:arn': `arn:aws:redshift:eu-west-1:${account}:cluster:warehouse`,
        }),
      ],
      uses: [calls('Decrypt', now - 151 * DAY, 420, 35, 'redshift.amazonaws.com')],
    }),
    // Stale: used before AWS began to record uses, so CloudWatch dates it to the hour (>=). Another account has access.
    sampleKey(now, 'backup-2024', 880, 'Nightly backups 2024', {
      ...ownedBy('platform', { ManagedBy: 'terraform' }),
      rotation: yearlySince(now, 880),
      policy: policies.lastYearsBackups('alias/backup-2024'),
      grants: [
        grant('vault', policies.role('vault', BACKUP_ACCOUNT), ['Decrypt'], { 'aws:backup:backup-vault': '2024' }),
      ],
      uses: [
        calls('GenerateDataKey', trackingStart - 90 * DAY - 21 * HOUR - 12 * MINUTE, 60, 60, 'backup.amazonaws.com'),
      ],
    }),
    // Never: created after AWS began to record uses, and not used since. Its policy is public, and no tag names an owner.
    sampleKey(now, 'feature-store', 121, 'Feature store prototype', { policy: policies.public }),
    // Imported key material that expires in three weeks unless it is imported again. Its latest events are unusual.
    sampleKey(now, 'sepa-files', 377, 'SEPA payment files, material imported from our own HSM', {
      ...ownedBy('payments'),
      policy: policies.administered('sepa'),
      origin: 'EXTERNAL',
      validTo: now + 21 * DAY,
      uses: [calls('Decrypt', now - DAY - 2 * HOUR, 58, 29, as('sepa'))],
      noise: unusualForSepa(now, account),
    }),
    // In a custom key store that is not connected, so nothing can be decrypted.
    sampleKey(now, 'ledger', 460, 'Ledger, in our own CloudHSM cluster', {
      ...ownedBy('payments'),
      policy: policies.administered('ledger'),
      origin: 'AWS_CLOUDHSM',
      customKeyStoreId: 'cks-1234567890abcdef0',
      state: 'Unavailable',
      uses: [calls('Decrypt', now - 6 * DAY, 300, 60, as('ledger'))],
    }),
    // No alias, and only deleted principals can change its policy.
    sampleKey(now, 'tokyo-crm', 702, '顧客データの暗号化(東京オフィス)🔐', {
      aliases: [],
      ...ownedBy('tokyo'),
      policy: policies.lockedOut,
      uses: [calls('GenerateDataKey', now - 8 * DAY, 90, 45, as('crm'))],
    }),
    // Without a description of its purpose. A job creates the same wide grant at each start.
    sampleKey(now, 'key-1', 530, '', {
      ...ownedBy('platform'),
      policy: policies.forQueues,
      grants: [1, 2].map(start => grant(`start ${start}`, policies.role('importer'), ['Encrypt', 'Decrypt'])),
      uses: [
        calls('Decrypt', now - 3 * HOUR, 17_540, 30, 'sqs.amazonaws.com'),
        calls('Encrypt', now - 4 * HOUR, 420, 30, as('importer')),
      ],
    }),
    // Almost as many grants as AWS allows. Its description begins like a formula, which a spreadsheet must not run.
    sampleKey(now, 'exports', 350, '=exports+downloads (customers)', {
      ...ownedBy('shop'),
      rotation: yearlySince(now, 350),
      policy: policies.usedBy('exports'),
      grants: () => grantPerExport(now, account, policies.role('export-worker'), EXPORTS),
      uses: [
        {
          ...calls('Decrypt', now - 8 * MINUTE, 7_410, 30, as('export-worker')),
          encryptionContext: { export: String(EXPORTS) },
        },
        calls('GenerateDataKey', now - 9 * MINUTE, 3_705, 30, as('exports')),
      ],
    }),
    awsManagedKey(now, 'eu-west-1', 'ebs', 'EBS volumes', [
      calls('GenerateDataKeyWithoutPlaintext', now - 6 * DAY, 14, 80),
    ]),
  ]
}

/** Returns the keys in us-west-2, which is audited only with `-r`: a copy of `documents`, and keys that can go. */
export const oregonKeys = ({ now, account }: SampleMoments): SimKey[] => [
  // In use, so its primary in us-east-1 is in use as well.
  sampleKey(now, 'documents', 64, 'Documents, failover to us-west-2', {
    id: DOCUMENTS,
    ...ownedBy('shop'),
    multiRegion: documentsFamily(account, 'REPLICA'),
    policy: samplePolicies(account).usedBy('documents'),
    uses: [calls('Decrypt', now - 4 * DAY, 120, 50, sessionsIn(account)('documents'))],
  }),
  // Never used: the failover of the shop to this Region was prepared, but did not come.
  ...['failover-orders', 'failover-sessions'].map(name =>
    sampleKey(now, name, 190, 'Failover of the shop, planned for spring', {
      ...ownedBy('platform'),
      policy: samplePolicies(account).usedBy(name),
    }),
  ),
  // Stale: a load test whose machines are gone, except for a snapshot. It was rotated, so it costs three dollars a month.
  sampleKey(now, 'load-test', 800, 'Load test of checkout', {
    ...ownedBy('shop'),
    rotation: yearlySince(now, 800),
    policy: samplePolicies(account).usedBy('load-test'),
    uses: [calls('GenerateDataKeyWithoutPlaintext', now - 170 * DAY, 40, 12, sessionsIn(account)('load-test'))],
  }),
]
