import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html */
const mskCluster: Dependent = {
  singular: 'MSK cluster',
  plural: 'MSK clusters',
  operations: ['kafka:ListClustersV2'],
  effort: 'list',
  effect: { when: 'unknown', consequence: 'brokers may fail when they are replaced or restarted, or before' },
  namedBy: { arn: /^kafka:[^:]*:[^:]*:cluster\/([^/]+)/ },
  config: [{ resourceType: 'AWS::MSK::Cluster', property: 'EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId' }],
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
  encryption: {
    resourceType: 'AWS::MSK::Cluster',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a cluster cannot be changed. Create another cluster with the key, and replicate the topics to it.',
  },
  async list(sweep) {
    const { KafkaClient, ListClustersV2Command } = await import('@aws-sdk/client-kafka')
    const kafka = sweep.client('Kafka', config => new KafkaClient(config))
    const send = (NextToken: string | undefined) =>
      kafka.send(new ListClustersV2Command({ MaxResults: 100, NextToken }))
    await sweep.pages('kafka:ListClustersV2', { send, items: 'ClusterInfoList' }, cluster => {
      const atRest = cluster.at('Provisioned').at('EncryptionInfo').at('EncryptionAtRest')
      const names = { id: cluster.word('ClusterName'), arn: cluster.text('ClusterArn') }
      sweep.found({ ...names, key: atRest.text('DataVolumeKMSKeyId') })
    })
  },
}

export default mskCluster
