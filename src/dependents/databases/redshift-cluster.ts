import type { Dependent } from '../dependent.ts'
import { tagsOf } from '../shared/tags-of.ts'
import { withoutKey } from '../shared/noting.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
import { PASSWORD_EFFECT } from '../shared/password-effect.ts'
import { REDSHIFT_EFFECT } from './shared/redshift-effect.ts'

const redshiftCluster: Dependent = {
  singular: 'Redshift cluster',
  plural: 'Redshift clusters',
  operations: ['redshift:DescribeClusters'],
  effort: 'list',
  effect: REDSHIFT_EFFECT,
  namedBy: { arn: /^redshift:[^:]*:[^:]*:cluster:(.+)$/, context: 'aws:redshift:arn' },
  config: [{ resourceType: 'AWS::Redshift::Cluster', property: 'kmsKeyId' }],
  // https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html
  encryption: {
    resourceType: 'AWS::Redshift::Cluster',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Change the encryption of the cluster. Amazon Redshift migrates its data, and the cluster cannot be ' +
      'written to for a part of that time.',
    command: ({ id, region }) =>
      awsCommand(
        'redshift modify-cluster',
        { 'cluster-identifier': id, encrypted: true, 'kms-key-id': raw(KEY) },
        region,
      ),
  },
  async list(sweep) {
    const { DescribeClustersCommand, RedshiftClient } = await import('@aws-sdk/client-redshift')
    const redshift = sweep.client('Redshift', config => new RedshiftClient(config))
    const send = (Marker: string | undefined) => redshift.send(new DescribeClustersCommand({ MaxRecords: 100, Marker }))
    await sweep.pages('redshift:DescribeClusters', { send, items: 'Clusters', next: 'Marker' }, cluster => {
      const id = cluster.word('ClusterIdentifier')
      const state = sweep.wantsAll
        ? { withoutKey: withoutKey(cluster.flag('Encrypted')), tags: tagsOf(cluster, 'Tags') }
        : {}
      sweep.found({ id, key: cluster.text('KmsKeyId'), ...state })
      const password = cluster.text('MasterPasswordSecretKmsKeyId')
      sweep.found({ id, key: password, role: 'password', effect: PASSWORD_EFFECT })
    })
  },
}

export default redshiftCluster
