import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html */
const ecrRepository: Dependent = {
  singular: 'ECR repository',
  plural: 'ECR repositories',
  operations: ['ecr:DescribeRepositories'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'its images can be neither pulled nor pushed' },
  namedBy: { arn: /^ecr:[^:]*:[^:]*:repository\/(.+)$/, context: 'aws:ecr:arn' },
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
      }),
    )
  },
}

export default ecrRepository
