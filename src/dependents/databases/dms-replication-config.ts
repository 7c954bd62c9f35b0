import type { Dependent } from '../dependent.ts'

/** DMS Serverless replications. https://docs.aws.amazon.com/dms/latest/APIReference/API_ComputeConfig.html */
const dmsReplicationConfig: Dependent = {
  singular: 'DMS serverless replication',
  plural: 'DMS serverless replications',
  operations: ['dms:DescribeReplicationConfigs'],
  effort: 'list',
  effect: { when: 'on-next-start', consequence: 'the replication works until it is started again' },
  namedBy: { arn: /^dms:[^:]*:[^:]*:replication-config:(.+)$/ },
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html
  encryption: {
    resourceType: 'AWS::DMS::ReplicationConfig',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy: 'Create another serverless replication with the key, and delete this one.',
  },
  async list(sweep) {
    const { DatabaseMigrationServiceClient, DescribeReplicationConfigsCommand } =
      await import('@aws-sdk/client-database-migration-service')
    const dms = sweep.client('Database Migration Service', config => new DatabaseMigrationServiceClient(config))
    const send = (Marker: string | undefined) =>
      dms.send(new DescribeReplicationConfigsCommand({ MaxRecords: 100, Marker }))
    const request = { send, items: 'ReplicationConfigs', next: 'Marker' }
    await sweep.pages('dms:DescribeReplicationConfigs', request, replication =>
      sweep.found({
        id: replication.word('ReplicationConfigIdentifier'),
        arn: replication.text('ReplicationConfigArn'),
        key: replication.at('ComputeConfig').text('KmsKeyId'),
      }),
    )
  },
}

export default dmsReplicationConfig
