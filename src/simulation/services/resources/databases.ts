import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const MARKER = { token: 'Marker', size: ['MaxRecords', 20, 100, 100] } as const

/** Serves all engines: RDS, Aurora, Neptune and DocumentDB. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/ */
export const rds = resourceService({
  name: 'rds',
  protocol: 'query',
  xml: {
    namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    items: {
      DBInstances: 'DBInstance',
      DBClusters: 'DBCluster',
      DBSnapshots: 'DBSnapshot',
      DBClusterSnapshots: 'DBClusterSnapshot',
      DBInstanceAutomatedBackups: 'DBInstanceAutomatedBackup',
      DBClusterAutomatedBackups: 'DBClusterAutomatedBackup',
      ExportTasks: 'ExportTask',
      Integrations: 'Integration',
      DBClusterMembers: 'DBClusterMember',
      ReadReplicaDBInstanceIdentifiers: 'ReadReplicaDBInstanceIdentifier',
      TagList: 'Tag',
    },
  },
  operations: {
    DescribeDBInstances: listOf('DBInstances', MARKER),
    DescribeDBClusters: listOf('DBClusters', MARKER),
    DescribeDBSnapshots: listOf('DBSnapshots', MARKER),
    DescribeDBClusterSnapshots: listOf('DBClusterSnapshots', MARKER),
    DescribeDBInstanceAutomatedBackups: listOf('DBInstanceAutomatedBackups', MARKER),
    DescribeDBClusterAutomatedBackups: listOf('DBClusterAutomatedBackups', MARKER),
    DescribeExportTasks: listOf('ExportTasks', MARKER),
    DescribeIntegrations: listOf('Integrations', MARKER),
    DescribeDBProxies: listOf('DBProxies', MARKER),
  },
})

const ITEMS_OF_REDSHIFT = {
  Clusters: 'Cluster',
  Snapshots: 'Snapshot',
  SnapshotCopyGrants: 'SnapshotCopyGrant',
  Integrations: 'Integration',
  Tags: 'Tag',
}

/** https://docs.aws.amazon.com/redshift/latest/APIReference/ */
export const redshift = resourceService({
  name: 'redshift',
  protocol: 'query',
  xml: { namespace: 'http://redshift.amazonaws.com/doc/2012-12-01/', items: ITEMS_OF_REDSHIFT },
  operations: {
    DescribeClusters: listOf('Clusters', MARKER),
    DescribeClusterSnapshots: listOf('Snapshots', MARKER),
    DescribeSnapshotCopyGrants: listOf('SnapshotCopyGrants', MARKER),
    DescribeIntegrations: listOf('Integrations', MARKER),
  },
})
