import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html */
const memorydbCluster: Dependent = {
  singular: 'MemoryDB cluster',
  plural: 'MemoryDB clusters',
  operations: ['memorydb:DescribeClusters'],
  effort: 'list',
  effect: {
    when: 'on-next-start',
    consequence: 'the cluster works until a node fails; it is then lost, and cannot be changed before',
    failsSilently: true,
  },
  namedBy: { arn: /^memorydb:[^:]*:[^:]*:cluster\/(.+)$/ },
  // https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html
  encryption: {
    resourceType: 'AWS::MemoryDB::Cluster',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a cluster cannot be changed. Create a snapshot of it, and restore that as another cluster ' +
      'with the key.',
  },
  async list(sweep) {
    const { DescribeClustersCommand, MemoryDBClient } = await import('@aws-sdk/client-memorydb')
    const client = sweep.client('MemoryDB', config => new MemoryDBClient(config))
    const send = (NextToken: string | undefined) => client.send(new DescribeClustersCommand({ NextToken }))
    await sweep.pages(
      'memorydb:DescribeClusters',
      { send, items: 'Clusters' },
      noting(sweep, { id: 'Name', arn: 'ARN' }),
    )
  },
}

export default memorydbCluster
