import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html */
const redshiftSnapshot: Dependent = {
  singular: 'Redshift snapshot',
  plural: 'Redshift snapshots',
  operations: ['redshift:DescribeClusterSnapshots'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'no cluster can be restored from the snapshot', failsSilently: true },
  namedBy: { arn: /^redshift:[^:]*:[^:]*:snapshot:[^/]+\/(.+)$/ },
  config: [{ resourceType: 'AWS::Redshift::ClusterSnapshot', property: 'kmsKeyId' }],
  // https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html
  encryption: {
    resourceType: 'AWS::Redshift::ClusterSnapshot',
    withoutKey: 'none',
    fix: 'new-resource',
    remedy:
      'A snapshot has the encryption of its cluster. Encrypt the cluster, create another snapshot, and delete ' +
      'this one.',
  },
  async list(sweep) {
    const { DescribeClusterSnapshotsCommand, RedshiftClient } = await import('@aws-sdk/client-redshift')
    const client = sweep.client('Redshift', config => new RedshiftClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeClusterSnapshotsCommand({ MaxRecords: 100, Marker }))
    const names = { id: 'SnapshotIdentifier', arn: 'SnapshotArn' }
    const data = noting(sweep, { ...names, encrypted: 'Encrypted', tags: 'Tags' })
    const password = noting(sweep, { ...names, key: 'MasterPasswordSecretKmsKeyId' }, { role: 'password' })
    await sweep.pages('redshift:DescribeClusterSnapshots', { send, items: 'Snapshots', next: 'Marker' }, snapshot => {
      data(snapshot)
      password(snapshot)
    })
  },
}

export default redshiftSnapshot
