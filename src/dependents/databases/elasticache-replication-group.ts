import type { Item } from '../../aws/answers/item.ts'
import type { WithoutKey } from '../../model/encryption.ts'
import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html */
const elasticacheReplicationGroup: Dependent = {
  singular: 'ElastiCache replication group',
  plural: 'ElastiCache replication groups',
  operations: ['elasticache:DescribeReplicationGroups'],
  effort: 'list',
  effect: {
    when: 'on-next-start',
    consequence: 'the cache works until a node fails; its data is then lost',
    failsSilently: true,
  },
  namedBy: { arn: /^elasticache:[^:]*:[^:]*:replicationgroup:(.+)$/ },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
  encryption: {
    resourceType: 'AWS::ElastiCache::ReplicationGroup',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'The encryption of a replication group cannot be changed. Create a backup of it, restore that as another ' +
      'group with encryption and the key, and use that one.',
  },
  async list(sweep) {
    const { DescribeReplicationGroupsCommand, ElastiCacheClient } = await import('@aws-sdk/client-elasticache')
    const client = sweep.client('ElastiCache', config => new ElastiCacheClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeReplicationGroupsCommand({ MaxRecords: 100, Marker }))
    await sweep.pages(
      'elasticache:DescribeReplicationGroups',
      { send, items: 'ReplicationGroups', next: 'Marker' },
      group =>
        sweep.found({
          id: group.word('ReplicationGroupId'),
          arn: group.text('ARN'),
          key: group.text('KmsKeyId'),
          ...(sweep.wantsAll && { withoutKey: withoutKey(group) }),
        }),
    )
  },
}

/** Encryption can be on although `AtRestEncryptionEnabled` is false, so the type of the encryption decides. */
function withoutKey(group: Item): WithoutKey {
  const type = group.text('StorageEncryptionType')
  if (type === 'sse-kms') return 'unknown'
  return type === 'sse-elasticache' || group.flag('AtRestEncryptionEnabled') === true ? 'aws_owned' : 'none'
}

export default elasticacheReplicationGroup
