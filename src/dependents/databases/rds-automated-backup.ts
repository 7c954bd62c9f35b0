import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * Automated backups of instances and clusters, also those that RDS retains after their database was deleted.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
 */
const rdsAutomatedBackup: Dependent = {
  singular: 'RDS automated backup',
  plural: 'RDS automated backups',
  operations: ['rds:DescribeDBInstanceAutomatedBackups', 'rds:DescribeDBClusterAutomatedBackups'],
  effort: 'list',
  effect: {
    when: 'on-restore',
    consequence: 'the database cannot be restored to a point in time',
    failsSilently: true,
  },
  namedBy: { arn: /^rds:[^:]*:[^:]*:(?:cluster-)?auto-backup:(.+)$/ },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
  encryption: {
    resourceType: 'AWS::RDS::AutomatedBackup',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'Backups have the encryption of their database. Encrypt the database; its older backups expire, and ' +
      'retained backups of a deleted database can be deleted.',
  },
  async list(sweep) {
    const { DescribeDBClusterAutomatedBackupsCommand, DescribeDBInstanceAutomatedBackupsCommand, RDSClient } =
      await import('@aws-sdk/client-rds')
    const rds = sweep.client('RDS', config => new RDSClient(config))
    const ofInstances = (Marker: string | undefined) =>
      rds.send(new DescribeDBInstanceAutomatedBackupsCommand({ MaxRecords: 100, Marker }))
    const ofClusters = (Marker: string | undefined) =>
      rds.send(new DescribeDBClusterAutomatedBackupsCommand({ MaxRecords: 100, Marker }))
    await Promise.all([
      sweep.pages(
        'rds:DescribeDBInstanceAutomatedBackups',
        { send: ofInstances, items: 'DBInstanceAutomatedBackups', next: 'Marker' },
        noting(sweep, { id: 'DbiResourceId', arn: 'DBInstanceAutomatedBackupsArn', encrypted: 'Encrypted' }),
      ),
      sweep.pages(
        'rds:DescribeDBClusterAutomatedBackups',
        { send: ofClusters, items: 'DBClusterAutomatedBackups', next: 'Marker' },
        noting(sweep, {
          id: 'DbClusterResourceId',
          arn: 'DBClusterAutomatedBackupsArn',
          encrypted: 'StorageEncrypted',
        }),
      ),
    ])
  },
}

export default rdsAutomatedBackup
