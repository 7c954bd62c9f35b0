import type { DeletionRecord } from '../report/deletion.ts'

/** A key that an earlier run had, and that is now pending deletion or gone. Who deleted it is still to be found out. */
export interface NoticedDeletion {
  arn: string
  key: Pick<DeletionRecord, 'account_id' | 'region' | 'key_id' | 'alias' | 'outcome' | 'seen_at' | 'deletion_date'>
}
