import type { Dependent } from '../dependent.ts'

/**
 * The key encrypts the file system of a domain, and the volumes of its apps.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-studio.html
 */
const sagemakerDomain: Dependent = {
  singular: 'SageMaker domain',
  plural: 'SageMaker domains',
  operations: ['sagemaker:ListDomains', 'sagemaker:DescribeDomain'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'apps do not start, and their files cannot be read' },
  namedBy: { arn: /^sagemaker:[^:]*:[^:]*:domain\/(.+)$/ },
  config: [{ resourceType: 'AWS::SageMaker::Domain', property: 'KmsKeyId' }],
  // https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::SageMaker::Domain',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy:
      'The key of a domain cannot be changed. Create another domain with the key, and move the files of its ' +
      'users to it.',
  },
  async list(sweep) {
    const { DescribeDomainCommand, ListDomainsCommand, SageMakerClient } = await import('@aws-sdk/client-sagemaker')
    const sagemaker = sweep.client('SageMaker', config => new SageMakerClient(config))
    const send = (NextToken: string | undefined) =>
      sagemaker.send(new ListDomainsCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('sagemaker:ListDomains', { send, items: 'Domains' }, async listed => {
      const id = listed.word('DomainId')
      const describe = new DescribeDomainCommand({ DomainId: id })
      const answer = await sweep.call('sagemaker:DescribeDomain', id, () => sagemaker.send(describe), [
        'ResourceNotFound',
      ])
      if (answer === null) return
      // Older domains answer the second member alone.
      const key = answer.text('KmsKeyId') ?? answer.text('HomeEfsFileSystemKmsKeyId')
      sweep.found({ id, arn: answer.text('DomainArn'), key })
    })
  },
}

export default sagemakerDomain
