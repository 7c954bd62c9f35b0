import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html */
const elasticacheServerlessCache: Dependent = {
  singular: 'ElastiCache serverless cache',
  plural: 'ElastiCache serverless caches',
  operations: ['elasticache:DescribeServerlessCaches'],
  effort: 'list',
  effect: {
    when: 'on-next-start',
    consequence: 'the cache works until a node fails; its data is then lost',
    failsSilently: true,
  },
  namedBy: { arn: /^elasticache:[^:]*:[^:]*:serverlesscache:(.+)$/ },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
  encryption: {
    resourceType: 'AWS::ElastiCache::ServerlessCache',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a serverless cache cannot be changed. Create a snapshot of it, and restore that as another ' +
      'cache with the key.',
  },
  async list(sweep) {
    const { DescribeServerlessCachesCommand, ElastiCacheClient } = await import('@aws-sdk/client-elasticache')
    const client = sweep.client('ElastiCache', config => new ElastiCacheClient(config))
    const send = (NextToken: string | undefined) =>
      client.send(new DescribeServerlessCachesCommand({ MaxResults: 50, NextToken }))
    await sweep.pages(
      'elasticache:DescribeServerlessCaches',
      { send, items: 'ServerlessCaches' },
      noting(sweep, { id: 'ServerlessCacheName', arn: 'ARN' }),
    )
  },
}

export default elasticacheServerlessCache
