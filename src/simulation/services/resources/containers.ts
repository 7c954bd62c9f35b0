import { describeOne, describeAll } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/ */
export const ecr = resourceService({
  name: 'ecr',
  protocol: 'json-1.1',
  operations: {
    DescribeRepositories: listOf('repositories', { token: 'nextToken', size: ['maxResults', 1, 100, 1000] }),
    DescribeRepositoryCreationTemplates: listOf('repositoryCreationTemplates', {
      token: 'nextToken',
      size: ['maxResults', 1, 100, 1000],
    }),
  },
})

/** https://docs.aws.amazon.com/eks/latest/APIReference/ */
export const eks = resourceService({
  name: 'eks',
  protocol: 'rest-json',
  routes: { 'GET /clusters': 'ListClusters', 'GET /clusters/{name}': 'DescribeCluster' },
  operations: {
    ListClusters: listOf('clusters', {
      token: 'nextToken',
      size: ['maxResults', 1, 100, 100],
      of: 'DescribeCluster',
    }),
    DescribeCluster: describeOne('name', { as: 'cluster' }),
  },
})

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ */
export const ecs = resourceService({
  name: 'ecs',
  protocol: 'json-1.1',
  operations: {
    ListClusters: listOf('clusterArns', {
      token: 'nextToken',
      size: ['maxResults', 1, 100, 100],
      of: 'DescribeClusters',
    }),
    DescribeClusters: describeAll('clusters', 'clusters', {
      most: 100,
      missing: 'failures',
      toMissing: arn => ({ arn, reason: 'MISSING' }),
    }),
  },
})
