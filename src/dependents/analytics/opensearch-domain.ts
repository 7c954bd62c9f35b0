import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'
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
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::OpenSearchService::Domain',
    withoutKey: 'none',
    fix: 'in-place',
    remedy:
      'Turn on encryption at rest with the key. It cannot be turned off again, and the key cannot be changed ' +
      'after that: with another key, create another domain from a snapshot. Domains with Elasticsearch before ' +
      '6.7 need a new domain too.',
    command: ({ id, region }) =>
      awsCommand(
        'opensearch update-domain-config',
        { 'domain-name': id, 'encryption-at-rest-options': raw(`Enabled=true,KmsKeyId=${KEY}`) },
        region,
      ),
  },
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
        const atRest = domain.at('EncryptionAtRestOptions')
        // Without a key of its own, a domain has the AWS managed key aws/es.
        const withoutKey = atRest.flag('Enabled') === true ? 'aws_managed' : 'none'
        const key = atRest.text('KmsKeyId')
        sweep.found({ id: domain.word('DomainName'), arn: domain.text('ARN'), key, withoutKey })
      })
    })
  },
}

export default opensearchDomain
