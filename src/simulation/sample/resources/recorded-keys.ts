import { DAY } from '../../../model/time.ts'
import { recordedKey } from '../../world/recorded-key.ts'
import type { SimKey } from '../../world/sim-key.ts'
import { type SampleMoments, sampleKey } from '../sample-key.ts'
import { BACKUP_ACCOUNT } from '../sample-policies.ts'

/** The Regions of the backup account, which no demo can enter. */
export const BACKUP_REGIONS: readonly string[] = ['us-east-1', 'eu-west-1']

/** The keys of the backup account, as AWS Config has recorded them since their last change. */
export const backupKeys = ({ now }: SampleMoments): object[] => [
  recorded(sampleKey(now, 'vault', 700, 'Nightly backups', { tags: { owner: 'backup' } }), 'us-east-1', now - 12 * DAY),
  recorded(
    sampleKey(now, 'vault-2022', 1500, 'Backups of the old shop', {
      state: 'PendingDeletion',
      deletionDate: now + 19 * DAY,
    }),
    'us-east-1',
    now - 11 * DAY,
  ),
  recorded(sampleKey(now, 'vault-dublin', 640, 'Nightly backups'), 'eu-west-1', now - 640 * DAY),
]

const recorded = (key: SimKey, region: string, at: number): object =>
  recordedKey(key, { account: BACKUP_ACCOUNT, region, at })
