import { describeAll } from './describe.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'

/** https://docs.aws.amazon.com/opensearch-service/latest/APIReference/ */
export const opensearch = resourceService({
  name: 'es',
  protocol: 'rest-json',
  routes: {
    'GET /2021-01-01/domain': 'ListDomainNames',
    'POST /2021-01-01/opensearch/domain-info': 'DescribeDomains',
  },
  operations: {
    ListDomainNames: listOf('DomainNames', {
      of: 'DescribeDomains',
      toItem: DomainName => ({ DomainName, EngineType: 'OpenSearch' }),
    }),
    DescribeDomains: describeAll('DomainNames', 'DomainStatusList', { most: 5 }),
  },
})

/** https://docs.aws.amazon.com/opensearch-service/latest/ServerlessAPIReference/ */
export const opensearchServerless = resourceService({
  name: 'aoss',
  protocol: 'json-1.0',
  operations: {
    ListCollections: listOf('collectionSummaries', { token: 'nextToken', size: ['maxResults', 1, 20, 100] }),
  },
})
