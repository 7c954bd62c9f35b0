import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-snapshots-recovery-points.html */
const redshiftServerlessSnapshot: Dependent = {
  singular: 'Redshift Serverless snapshot',
  plural: 'Redshift Serverless snapshots',
  operations: ['redshift-serverless:ListSnapshots'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'no namespace can be restored from the snapshot', failsSilently: true },
  namedBy: { arn: /^redshift-serverless:[^:]*:[^:]*:snapshot\/(.+)$/ },
  // https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-workgroups-and-namespaces-rotate-kms-key.html
  encryption: {
    resourceType: 'AWS::RedshiftServerless::Snapshot',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'A snapshot has the key that its namespace had. Change the key of the namespace, create another ' +
      'snapshot, and delete this one.',
  },
  async list(sweep) {
    const { ListSnapshotsCommand, RedshiftServerlessClient } = await import('@aws-sdk/client-redshift-serverless')
    const client = sweep.client('Redshift Serverless', config => new RedshiftServerlessClient(config))
    const send = (nextToken: string | undefined) =>
      client.send(new ListSnapshotsCommand({ maxResults: 100, nextToken }))
    const names = { id: 'snapshotName', arn: 'snapshotArn' }
    const data = noting(sweep, { ...names, key: 'kmsKeyId' })
    const password = noting(sweep, { ...names, key: 'adminPasswordSecretKmsKeyId' }, { role: 'password' })
    const request = { send, items: 'snapshots', next: 'nextToken' }
    await sweep.pages('redshift-serverless:ListSnapshots', request, snapshot => {
      data(snapshot)
      password(snapshot)
    })
  },
}

export default redshiftServerlessSnapshot
