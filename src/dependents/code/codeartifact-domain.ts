import type { Dependent } from '../dependent.ts'
import { noting } from '../shared/noting.ts'

/**
 * All assets of a domain are encrypted with its key, which cannot be changed. Few Regions have CodeArtifact, so only
 * `all` includes it, although its list contains the key.
 * https://docs.aws.amazon.com/codeartifact/latest/ug/domain-overview.html
 */
const codeartifactDomain: Dependent = {
  singular: 'CodeArtifact domain',
  plural: 'CodeArtifact domains',
  operations: ['codeartifact:ListDomains'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'packages can be neither read nor published' },
  namedBy: { arn: /^codeartifact:[^:]*:[^:]*:domain\/(.+)$/ },
  // https://docs.aws.amazon.com/codeartifact/latest/ug/domain-create.html
  encryption: {
    resourceType: 'AWS::CodeArtifact::Domain',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy:
      'The key of a domain cannot be changed. Create another domain with the key, and copy the packages to its ' +
      'repositories.',
  },
  async list(sweep) {
    const { CodeartifactClient, ListDomainsCommand } = await import('@aws-sdk/client-codeartifact')
    const codeartifact = sweep.client('codeartifact', config => new CodeartifactClient(config))
    const send = (nextToken: string | undefined) =>
      codeartifact.send(new ListDomainsCommand({ maxResults: 1000, nextToken }))
    const request = { send, items: 'domains', next: 'nextToken' }
    const members = { id: 'name', arn: 'arn', key: 'encryptionKey' }
    await sweep.pages('codeartifact:ListDomains', request, noting(sweep, members))
  },
}

export default codeartifactDomain
