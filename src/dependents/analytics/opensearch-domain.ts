import type { Dependent } from '../dependent.ts'
import { inBatches } from '../shared/in-batches.ts'

/** AWS publishes no limit for the domains of one call; the console asks for five. */
const DOMAINS_PER_CALL = 5

/**
 * A disabled key makes a domain inaccessible, with its manual and automated snapshots.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html
 */
const opensearchDomain: Dependent = {
  singular: 'OpenSearch domain',
  plural: 'OpenSearch domains',
  operations: ['es:ListDomainNames', 'es:DescribeDomains'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the domain becomes inaccessible', actsOnDisabled: true },
  namedBy: { arn: /^es:[^:]*:[^:]*:domain\/(.+)$/ },
  config: [
    { resourceType: 'AWS::OpenSearch::Domain', property: 'EncryptionAtRestOptions.KmsKeyId' },
    { resourceType: 'AWS::Elasticsearch::Domain', property: 'EncryptionAtRestOptions.KmsKeyId' },
  ],
  async list(sweep) {
    const { DescribeDomainsCommand, ListDomainNamesCommand, OpenSearchClient } =
      await import('@aws-sdk/client-opensearch')
    const es = sweep.client('OpenSearch', config => new OpenSearchClient(config))
    const names: string[] = []
    const list = { send: () => es.send(new ListDomainNamesCommand({})), items: 'DomainNames' }
    await sweep.pages('es:ListDomainNames', list, domain => void names.push(domain.word('DomainName')))
    await inBatches(names, DOMAINS_PER_CALL, DomainNames => {
      const send = () => es.send(new DescribeDomainsCommand({ DomainNames }))
      return sweep.pages('es:DescribeDomains', { send, items: 'DomainStatusList' }, domain => {
        const key = domain.at('EncryptionAtRestOptions').text('KmsKeyId')
        sweep.found({ id: domain.word('DomainName'), arn: domain.text('ARN'), key })
      })
    })
  },
}

export default opensearchDomain
