import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * Lets Redshift copy snapshots of another Region into this one, encrypted with the key.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html
 */
const redshiftCopyGrant: Dependent = {
  singular: 'Redshift snapshot copy grant',
  plural: 'Redshift snapshot copy grants',
  operations: ['redshift:DescribeSnapshotCopyGrants'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'snapshots can no longer be copied into the Region' },
  namedBy: { arn: /^redshift:[^:]*:[^:]*:snapshotcopygrant:(.+)$/ },
  encryption: { notJudged: 'A grant stores no data. It lets Redshift use a key for copies of snapshots.' },
  async list(sweep) {
    const { DescribeSnapshotCopyGrantsCommand, RedshiftClient } = await import('@aws-sdk/client-redshift')
    const client = sweep.client('Redshift', config => new RedshiftClient(config))
    const send = (Marker: string | undefined) =>
      client.send(new DescribeSnapshotCopyGrantsCommand({ MaxRecords: 100, Marker }))
    await sweep.pages(
      'redshift:DescribeSnapshotCopyGrants',
      { send, items: 'SnapshotCopyGrants', next: 'Marker' },
      noting(sweep, { id: 'SnapshotCopyGrantName' }),
    )
  },
}

export default redshiftCopyGrant
