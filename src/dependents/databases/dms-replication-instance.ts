import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html */
const dmsReplicationInstance: Dependent = {
  singular: 'DMS replication instance',
  plural: 'DMS replication instances',
  operations: ['dms:DescribeReplicationInstances'],
  effort: 'list',
  effect: { when: 'on-next-start', consequence: 'the instance works until its storage is attached again' },
  namedBy: { arn: /^dms:[^:]*:[^:]*:rep:(.+)$/ },
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html
  encryption: {
    resourceType: 'AWS::DMS::ReplicationInstance',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy:
      'The key of a replication instance cannot be changed. Create another one with the key, and move the tasks to it.',
  },
  async list(sweep) {
    const { DatabaseMigrationServiceClient, DescribeReplicationInstancesCommand } =
      await import('@aws-sdk/client-database-migration-service')
    const client = sweep.client('Database Migration Service', config => new DatabaseMigrationServiceClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeReplicationInstancesCommand({ MaxRecords: 100, Marker }))
    await sweep.pages(
      'dms:DescribeReplicationInstances',
      { send, items: 'ReplicationInstances', next: 'Marker' },
      noting(sweep, { id: 'ReplicationInstanceIdentifier', arn: 'ReplicationInstanceArn' }),
    )
  },
}

export default dmsReplicationInstance
