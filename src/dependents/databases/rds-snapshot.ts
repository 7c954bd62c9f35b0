import type { Item } from '../../aws/answers/item.ts'
import type { Dependent, Sweep } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { tagsOf } from '../shared/tags-of.ts'
import { rdsWithoutKey } from './shared/rds-database.ts'

/** Snapshots of instances and clusters. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html */
const rdsSnapshot: Dependent = {
  singular: 'RDS snapshot',
  plural: 'RDS snapshots',
  operations: ['rds:DescribeDBSnapshots', 'rds:DescribeDBClusterSnapshots'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'the snapshot can be neither restored nor copied', failsSilently: true },
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CopyDBSnapshot.html
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CopyDBClusterSnapshot.html
  encryption: {
    resourceType: 'AWS::RDS::DBSnapshot',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'Copy the snapshot of an instance with the key, and delete the old snapshot. The copy of an unencrypted snapshot ' +
      'of a cluster cannot be encrypted: restore that as a cluster with the key, and create a snapshot of it.',
    command: ({ id, arn, region }) =>
      arn?.includes(':cluster-snapshot:') === true
        ? ''
        : awsCommand(
            'rds copy-db-snapshot',
            {
              'source-db-snapshot-identifier': id,
              'target-db-snapshot-identifier': `${id.replace(/^.*:/, '')}-encrypted`,
              'kms-key-id': raw(KEY),
            },
            region,
          ),
  },
  namedBy: { arn: /^rds:[^:]*:[^:]*:(?:cluster-)?snapshot:(.+)$/ },
  config: [
    { resourceType: 'AWS::RDS::DBSnapshot', property: 'kmsKeyId' },
    { resourceType: 'AWS::RDS::DBClusterSnapshot', property: 'kmsKeyId' },
  ],
  async list(sweep) {
    const { DescribeDBClusterSnapshotsCommand, DescribeDBSnapshotsCommand, RDSClient } =
      await import('@aws-sdk/client-rds')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const ofInstances = (Marker: string | undefined) =>
      rds.send(new DescribeDBSnapshotsCommand({ MaxRecords: 100, Marker }))
    const ofClusters = (Marker: string | undefined) =>
      rds.send(new DescribeDBClusterSnapshotsCommand({ MaxRecords: 100, Marker }))
    await Promise.all([
      sweep.pages(
        'rds:DescribeDBSnapshots',
        { send: ofInstances, items: 'DBSnapshots', next: 'Marker' },
        found(sweep, 'DBSnapshotIdentifier', 'DBSnapshotArn', 'Encrypted'),
      ),
      sweep.pages(
        'rds:DescribeDBClusterSnapshots',
        { send: ofClusters, items: 'DBClusterSnapshots', next: 'Marker' },
        found(sweep, 'DBClusterSnapshotIdentifier', 'DBClusterSnapshotArn', 'StorageEncrypted'),
      ),
    ])
  },
}

const found =
  (sweep: Sweep, id: string, arn: string, encrypted: string) =>
  (snapshot: Item): void =>
    sweep.found({
      id: snapshot.word(id),
      arn: snapshot.text(arn),
      key: snapshot.text('KmsKeyId'),
      ...(sweep.wantsAll && { withoutKey: rdsWithoutKey(snapshot, encrypted), tags: tagsOf(snapshot, 'TagList') }),
    })

export default rdsSnapshot
