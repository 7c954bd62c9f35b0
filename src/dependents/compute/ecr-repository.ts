import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html */
const ecrRepository: Dependent = {
  singular: 'ECR repository',
  plural: 'ECR repositories',
  operations: ['ecr:DescribeRepositories'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'its images can be neither pulled nor pushed' },
  namedBy: { arn: /^ecr:[^:]*:[^:]*:repository\/(.+)$/, context: 'aws:ecr:arn' },
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::ECR::Repository',
    withoutKey: 'aws_owned',
    fix: 'new-resource',
    remedy:
      'The key of a repository cannot be changed. Create another repository with the key, and push the images to it.',
  },
  async list(sweep) {
    const { DescribeRepositoriesCommand, ECRClient } = await import('@aws-sdk/client-ecr')
    const ecr = sweep.client('ECR', config => new ECRClient(config))
    const send = (nextToken: string | undefined) =>
      ecr.send(new DescribeRepositoriesCommand({ maxResults: 1000, nextToken }))
    const request = { send, items: 'repositories', next: 'nextToken' }
    await sweep.pages('ecr:DescribeRepositories', request, repository =>
      sweep.found({
        id: repository.word('repositoryName'),
        arn: repository.text('repositoryArn'),
        key: repository.at('encryptionConfiguration').text('kmsKey'),
        // `KMS` without a key means the AWS managed key aws/ecr; the other type is AES256, with keys of S3.
        withoutKey: repository.at('encryptionConfiguration').text('encryptionType')?.startsWith('KMS')
          ? 'aws_managed'
          : 'aws_owned',
      }),
    )
  },
}

export default ecrRepository
