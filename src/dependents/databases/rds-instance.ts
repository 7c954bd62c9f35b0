import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'
import { awsCommand } from '../shared/aws-command.ts'
import { foundDatabase, storageEffect } from './shared/rds-database.ts'

/** Instances of all engines that RDS describes: RDS, Aurora, Neptune and DocumentDB. */
const rdsInstance: Dependent = {
  singular: 'RDS instance',
  plural: 'RDS instances',
  operations: ['rds:DescribeDBInstances'],
  effort: 'list',
  effect: storageEffect('database', true),
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
  encryption: {
    resourceType: 'AWS::RDS::DBInstance',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'The encryption of an instance cannot be changed. Create a snapshot of it, copy the snapshot with a key ' +
      '(aws rds copy-db-snapshot --kms-key-id), restore the copy as a new instance, and use that one. The encryption of ' +
      'an Aurora instance is that of its cluster.',
    command: ({ id, region }) =>
      awsCommand(
        'rds create-db-snapshot',
        { 'db-instance-identifier': id, 'db-snapshot-identifier': `${id}-before-encryption` },
        region,
      ),
  },
  namedBy: { arn: /^rds:[^:]*:[^:]*:db:(.+)$/, context: 'aws:rds:db-id', contextId: /^db-/ },
  config: [{ resourceType: 'AWS::RDS::DBInstance', property: 'kmsKeyId' }],
  async list(sweep) {
    const { DescribeDBInstancesCommand, RDSClient } = await import('@aws-sdk/client-rds')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const send = (Marker: string | undefined) => rds.send(new DescribeDBInstancesCommand({ MaxRecords: 100, Marker }))
    await sweep.pages('rds:DescribeDBInstances', { send, items: 'DBInstances', next: 'Marker' }, instance => {
      const id = instance.word('DBInstanceIdentifier')
      const names = { id, arn: instance.text('DBInstanceArn'), otherIds: [instance.text('DbiResourceId')] }
      foundDatabase(sweep, instance, names, storageEffect('database', instanceStops(instance)))
    })
  },
}

/**
 * RDS stops an instance only if it makes backups, neither is nor has a replica, and is no SQL Server in several zones.
 * Instances of a cluster stop with it.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html
 */
const instanceStops = (instance: Item): boolean =>
  instance.text('DBClusterIdentifier') !== undefined ||
  (instance.number('BackupRetentionPeriod') !== 0 &&
    instance.text('ReadReplicaSourceDBInstanceIdentifier') === undefined &&
    instance.list('ReadReplicaDBInstanceIdentifiers').length === 0 &&
    !(instance.text('Engine')?.startsWith('sqlserver') && instance.flag('MultiAZ')))

export default rdsInstance
