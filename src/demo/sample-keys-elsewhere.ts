import { DAY, HOUR, MINUTE } from '../model/time.ts'
import { sampleGrants } from './sample-grant.ts'
import { awsManagedKey, calls, sampleId, sampleKey, type Moments } from './sample-key.ts'
import { arnIn, DOCUMENTS, family, PROFILES } from './sample-family.ts'
import { samplePolicies } from './sample-policies.ts'
import type { SimKey } from './world.ts'

/** The keys of the sample account outside of us-east-1. */
export const dublinKeys = ({ now, account }: Moments): SimKey[] => {
  const policies = samplePolicies(account)
  const grant = sampleGrants(now, account)
  return [
    sampleKey(now, 'customers/profiles', 487, 'Customer profiles', {
      id: PROFILES,
      multiRegion: family(account, PROFILES, 'us-east-1', ['eu-west-1'], 'REPLICA'),
      grants: [1, 2].map(run => grant(`import ${run}`, policies.role('importer'), ['Encrypt', 'Decrypt'])),
      uses: [calls('Decrypt', now - 31 * MINUTE, 41_006, 30), calls('Encrypt', now - 55 * MINUTE, 2_210, 30)],
    }),
    sampleKey(now, 'partner/sepa-files', 377, 'SEPA payment files, material imported from our own HSM', {
      origin: 'EXTERNAL',
      validTo: now + 21 * DAY,
      uses: [calls('Decrypt', now - DAY - 2 * HOUR, 58, 29)],
    }),
    sampleKey(now, 'partner/sepa-archive', 377, 'SEPA archive, material imported without an end', {
      origin: 'EXTERNAL',
      uses: [calls('Decrypt', now - 9 * DAY, 6, 60)],
    }),
    sampleKey(now, 'tokyo/crm', 702, '顧客データの暗号化(東京オフィス)🔐', {
      aliases: [],
      policy: policies.lockedOut,
      uses: [calls('GenerateDataKey', now - 8 * DAY, 90, 45)],
    }),
    sampleKey(now, 'events/bus', 530, '=events+queues (owner: platform team)', {
      aliases: ['alias/key-1'],
      policy: policies.forQueues,
      uses: [calls('Decrypt', now - 3 * HOUR, 17_540, 30, 'sqs.amazonaws.com')],
    }),
    sampleKey(now, 'archive/2025', 640, 'Archive 2025, re-encrypted under archive/2026', {
      policy: policies.frozen,
      uses: [
        {
          ...calls('ReEncrypt', now - 43 * DAY, 812, 2),
          partner: arnIn(account, 'eu-west-1', sampleId('archive/2026')),
        },
      ],
    }),
    sampleKey(now, 'archive/2026', 296, 'Archive 2026', {
      policy: policies.administered,
      uses: [calls('Decrypt', now - 17 * DAY, 9, 20)],
    }),
    // Each export lets a worker read its own files, and the program that should retire the grant afterwards does not.
    sampleKey(now, 'exports/files', 350, 'Files that customers export', {
      grants: () =>
        Array.from({ length: 41_200 }, (_, number) =>
          grant(`export ${number + 1}`, policies.role('export-worker'), ['Decrypt'], { export: String(number + 1) }),
        ),
      uses: [calls('Decrypt', now - 8 * MINUTE, 7_410, 30), calls('GenerateDataKey', now - 9 * MINUTE, 3_705, 30)],
    }),
    sampleKey(now, 'ledger/entries', 460, 'Ledger, in our own CloudHSM cluster', {
      origin: 'AWS_CLOUDHSM',
      customKeyStoreId: 'cks-1234567890abcdef0',
      state: 'Unavailable',
      uses: [calls('Decrypt', now - 6 * DAY, 300, 60)],
    }),
    sampleKey(now, 'terraform/state', 510, '', { uses: [calls('Decrypt', now - 5 * HOUR, 260, 30)] }),
    awsManagedKey(now, 'eu-west-1', 'ebs', 'EBS volumes', [calls('Decrypt', now - 2 * DAY, 31, 60)]),
  ]
}

export const oregonKeys = ({ now, account }: Moments): SimKey[] => [
  sampleKey(now, 'dr/documents', 590, 'Documents, failover to us-west-2', {
    id: DOCUMENTS,
    multiRegion: family(account, DOCUMENTS, 'us-east-1', ['us-west-2'], 'REPLICA'),
    uses: [calls('Decrypt', now - 4 * DAY, 120, 50)],
  }),
  sampleKey(now, 'partner/sepa-files-dr', 377, 'SEPA payment files, failover; imported without an end', {
    origin: 'EXTERNAL',
    uses: [calls('Decrypt', now - 11 * DAY, 4, 40)],
  }),
]
