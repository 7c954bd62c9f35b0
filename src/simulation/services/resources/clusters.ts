import { describeOne } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

const SMALL_PAGES = { token: 'nextToken', size: ['maxResults', 1, 100, 100] } as const

/** https://docs.aws.amazon.com/documentdb/latest/developerguide/API_Operations_Amazon_DocumentDB_Elastic_Clusters.html */
export const documentDbElastic = resourceService({
  name: 'docdb-elastic',
  protocol: 'rest-json',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /clusters': 'ListClusters', 'GET /cluster/{arn+}': 'GetCluster' },
  operations: {
    ListClusters: listOf('clusters', {
      ...SMALL_PAGES,
      of: 'GetCluster',
      toItem: (clusterArn, { clusterName }) => ({ clusterArn, clusterName }),
    }),
    GetCluster: describeOne('arn', { as: 'cluster' }),
  },
})

/** https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/ */
export const dsql = resourceService({
  name: 'dsql',
  protocol: 'rest-json',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /cluster': 'ListClusters', 'GET /cluster/{id}': 'GetCluster' },
  operations: {
    ListClusters: listOf('clusters', {
      token: ['next-token', 'nextToken'],
      size: ['max-results', 1, 100, 100],
      of: 'GetCluster',
      toItem: (identifier, { arn }) => ({ identifier, arn }),
    }),
    GetCluster: describeOne('id'),
  },
})

/** https://docs.aws.amazon.com/neptune-analytics/latest/apiref/ */
export const neptuneGraph = resourceService({
  name: 'neptune-graph',
  protocol: 'rest-json',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 429 },
  routes: { 'GET /graphs': 'ListGraphs' },
  operations: { ListGraphs: listOf('graphs', SMALL_PAGES) },
})
