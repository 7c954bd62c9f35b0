import type { Dependent } from '../dependent.ts'
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
  async list(sweep) {
    const { DescribeClustersCommand, RedshiftClient } = await import('@aws-sdk/client-redshift')
    const redshift = sweep.client('Redshift', config => new RedshiftClient(config))
    const send = (Marker: string | undefined) => redshift.send(new DescribeClustersCommand({ MaxRecords: 100, Marker }))
    await sweep.pages('redshift:DescribeClusters', { send, items: 'Clusters', next: 'Marker' }, cluster => {
      const id = cluster.word('ClusterIdentifier')
      sweep.found({ id, key: cluster.text('KmsKeyId') })
      const password = cluster.text('MasterPasswordSecretKmsKeyId')
      sweep.found({ id, key: password, role: 'password', effect: PASSWORD_EFFECT })
    })
  },
}

export default redshiftCluster
