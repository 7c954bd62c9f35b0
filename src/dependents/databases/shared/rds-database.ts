import type { Item } from '../../../aws/answers/item.ts'
import type { FoundResource, ResourceEffect, Sweep } from '../../dependent.ts'
import { tagsOf } from '../../shared/tags-of.ts'
import { PASSWORD_EFFECT } from '../../shared/password-effect.ts'

/** How RDS names an instance or a cluster. */
type Names = Pick<FoundResource, 'id' | 'arn' | 'otherIds'>

const NEW_DATA_FAILS: ResourceEffect = {
  when: 'at-once',
  consequence: 'Performance Insights can no longer read or write its data',
}
const STREAM_FAILS: ResourceEffect = {
  when: 'at-once',
  consequence: 'the activity stream can no longer be written or read',
}
/**
 * What happens to an encrypted database or cluster: RDS stops it two hours after it lost the key, and gives it up after
 * seven days. One that RDS cannot stop is given up at once.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
 */
export const storageEffect = (what: 'database' | 'cluster', stops: boolean): ResourceEffect => ({
  when: 'within-hours',
  consequence: stops
    ? `RDS stops the ${what}; after 7 days only a backup can be restored, with this key`
    : `RDS makes the ${what} inaccessible for good, because it cannot stop it`,
  actsOnDisabled: true,
  irreversibleAfterDays: stops ? 7 : 0,
})

/**
 * What it means that a database or a snapshot names no key. With a key that AWS owns, RDS says that it is not encrypted,
 * and that its type of encryption is `sse-rds`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshot.html
 */
export function rdsWithoutKey(described: Item, flag = 'StorageEncrypted'): FoundResource['withoutKey'] {
  const type = described.text('StorageEncryptionType')
  if (type === 'sse-rds') return 'aws_owned'
  return type === 'sse-kms' || described.flag(flag) === true ? 'unknown' : 'none'
}

/** Notes all keys that a description of an instance or a cluster names. `effect` is that on its storage. */
export function foundDatabase(sweep: Sweep, database: Item, names: Names, effect: ResourceEffect): void {
  const found = (key: string | undefined, more: Partial<FoundResource>) => sweep.found({ ...names, key, ...more })
  const state = sweep.wantsAll ? { withoutKey: rdsWithoutKey(database), tags: tagsOf(database, 'TagList') } : {}
  found(database.text('KmsKeyId'), { effect, ...state })
  const insights = { role: 'Performance Insights', effect: NEW_DATA_FAILS }
  found(database.text('PerformanceInsightsKMSKeyId'), insights)
  found(database.text('ActivityStreamKmsKeyId'), { role: 'activity stream', effect: STREAM_FAILS })
  found(database.at('MasterUserSecret').text('KmsKeyId'), { role: 'password', effect: PASSWORD_EFFECT })
}
