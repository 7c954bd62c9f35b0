import type { Dependent } from '../dependent.ts'

/**
 * Settings of repositories that ECR creates by itself, each for a prefix of their names.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
const ecrCreationTemplate: Dependent = {
  singular: 'ECR repository creation template',
  plural: 'ECR repository creation templates',
  operations: ['ecr:DescribeRepositoryCreationTemplates'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'ECR can create no more repositories from the template' },
  encryption: { notJudged: 'A template stores no data. The repositories that are made from it are judged.' },
  async list(sweep) {
    const { DescribeRepositoryCreationTemplatesCommand, ECRClient } = await import('@aws-sdk/client-ecr')
    const ecr = sweep.client('ECR', config => new ECRClient(config))
    const send = (nextToken: string | undefined) =>
      ecr.send(new DescribeRepositoryCreationTemplatesCommand({ maxResults: 1000, nextToken }))
    const request = { send, items: 'repositoryCreationTemplates', next: 'nextToken' }
    await sweep.pages('ecr:DescribeRepositoryCreationTemplates', request, template =>
      sweep.found({ id: template.word('prefix'), key: template.at('encryptionConfiguration').text('kmsKey') }),
    )
  },
}

export default ecrCreationTemplate
