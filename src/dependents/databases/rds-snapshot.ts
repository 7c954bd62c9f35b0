import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** Snapshots of instances and clusters. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html */
const rdsSnapshot: Dependent = {
  singular: 'RDS snapshot',
  plural: 'RDS snapshots',
  operations: ['rds:DescribeDBSnapshots', 'rds:DescribeDBClusterSnapshots'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'the snapshot can be neither restored nor copied', failsSilently: true },
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
        noting(sweep, { id: 'DBSnapshotIdentifier', arn: 'DBSnapshotArn' }),
      ),
      sweep.pages(
        'rds:DescribeDBClusterSnapshots',
        { send: ofClusters, items: 'DBClusterSnapshots', next: 'Marker' },
        noting(sweep, { id: 'DBClusterSnapshotIdentifier', arn: 'DBClusterSnapshotArn' }),
      ),
    ])
  },
}

export default rdsSnapshot
