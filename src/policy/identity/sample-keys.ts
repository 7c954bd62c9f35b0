import { regionPrefix } from '../../model/partition.ts'

/** An account and its partition. */
export interface KeyOwner {
  account: string
  partition: string
}

/**
 * ARNs of keys that an account could have, so different from each other that a pattern which matches all of them
 * matches every key of the account: keys with all digits, multi-Region keys, in every part of the world.
 */
export const sampleKeys = ({ account, partition }: KeyOwner): string[] =>
  regionsOf(partition).flatMap(region => IDS.map(id => `arn:${partition}:kms:${region}:${account}:key/${id}`))

const IDS = [
  '01234567-89ab-cdef-0123-456789abcdef',
  'fedcba98-7654-3210-fedc-ba9876543210',
  '89ab0123-cdef-4567-ba98-0123fedc4567',
  'mrk-0123456789abcdef0123456789abcdef',
  'mrk-fedcba9876543210fedcba9876543210',
]

/**
 * A Region in each part of the world that does not exist yet: a policy for every key includes the Regions that AWS adds,
 * and a policy that lists Regions one by one does not.
 */
const regionsOf = (partition: string): readonly string[] =>
  partition === 'aws'
    ? ['us', 'eu', 'ap', 'sa', 'ca', 'me', 'af', 'il', 'mx'].map(area => `${area}-north-9`)
    : ['east', 'west', 'central'].map(side => `${regionPrefix(partition)}${side}-9`)
