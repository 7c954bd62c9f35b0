import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'
import { foundDatabase, storageEffect } from './shared/rds-database.ts'

/** Instances of all engines that RDS describes: RDS, Aurora, Neptune and DocumentDB. */
const rdsInstance: Dependent = {
  singular: 'RDS instance',
  plural: 'RDS instances',
  operations: ['rds:DescribeDBInstances'],
  effort: 'list',
  effect: storageEffect('database', true),
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
