import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** Snapshots of replication groups and of serverless caches. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html */
const elasticacheSnapshot: Dependent = {
  singular: 'ElastiCache snapshot',
  plural: 'ElastiCache snapshots',
  operations: ['elasticache:DescribeSnapshots', 'elasticache:DescribeServerlessCacheSnapshots'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'the snapshot can be neither restored nor copied', failsSilently: true },
  namedBy: { arn: /^elasticache:[^:]*:[^:]*:(?:serverlesscache)?snapshot:(.+)$/ },
  encryption: { notJudged: 'AWS does not document how a snapshot without a key is encrypted.' },
  async list(sweep) {
    const { DescribeServerlessCacheSnapshotsCommand, DescribeSnapshotsCommand, ElastiCacheClient } =
      await import('@aws-sdk/client-elasticache')
    const client = sweep.client('ElastiCache', config => new ElastiCacheClient(config))
    const ofSnapshots = (Marker: string | undefined) =>
      client.send(new DescribeSnapshotsCommand({ MaxRecords: 50, Marker }))
    const ofServerlessCacheSnapshots = (NextToken: string | undefined) =>
      client.send(new DescribeServerlessCacheSnapshotsCommand({ MaxResults: 50, NextToken }))
    await Promise.all([
      sweep.pages(
        'elasticache:DescribeSnapshots',
        { send: ofSnapshots, items: 'Snapshots', next: 'Marker' },
        noting(sweep, { id: 'SnapshotName', arn: 'ARN' }),
      ),
      sweep.pages(
        'elasticache:DescribeServerlessCacheSnapshots',
        { send: ofServerlessCacheSnapshots, items: 'ServerlessCacheSnapshots' },
        noting(sweep, { id: 'ServerlessCacheSnapshotName', arn: 'ARN' }),
      ),
    ])
  },
}

export default elasticacheSnapshot
