import type { Dependent } from '../dependent.ts'

/**
 * App Runner keeps a copy of the source that this key encrypts, and starts instances from it.
 * https://docs.aws.amazon.com/apprunner/latest/dg/security-data-protection-encryption.html
 */
const apprunnerService: Dependent = {
  singular: 'App Runner service',
  plural: 'App Runner services',
  operations: ['apprunner:ListServices', 'apprunner:DescribeService'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'new instances do not start' },
  namedBy: { arn: /^apprunner:[^:]*:[^:]*:service\/([^/]+)/ },
  // https://docs.aws.amazon.com/apprunner/latest/dg/security-data-protection-encryption.html
  encryption: {
    resourceType: 'AWS::AppRunner::Service',
    withoutKey: 'aws_managed',
    fix: 'new-resource',
    remedy: 'The key of a service cannot be changed. Create another service with the key, and move the traffic to it.',
  },
  async list(sweep) {
    const { AppRunnerClient, DescribeServiceCommand, ListServicesCommand } = await import('@aws-sdk/client-apprunner')
    const apprunner = sweep.client('AppRunner', config => new AppRunnerClient(config))
    const send = (NextToken: string | undefined) =>
      apprunner.send(new ListServicesCommand({ MaxResults: 20, NextToken }))
    await sweep.pages('apprunner:ListServices', { send, items: 'ServiceSummaryList' }, async service => {
      const [id, arn] = [service.word('ServiceName'), service.word('ServiceArn')]
      const describe = new DescribeServiceCommand({ ServiceArn: arn })
      const answer = await sweep.call('apprunner:DescribeService', arn, () => apprunner.send(describe), [
        'ResourceNotFoundException',
      ])
      const encryption = answer?.at('Service').at('EncryptionConfiguration')
      if (encryption) sweep.found({ id, arn, key: encryption.text('KmsKey') })
    })
  },
}

export default apprunnerService
